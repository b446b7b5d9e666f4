package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.server.InferenceException;
import io.harbinger.server.ServedModel;
import io.harbinger.server.SubmitOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streaming job in a real MiniCluster against a real broker, with a real model. */
class StreamRulJobTest {

  private static final int ASSETS = 12;
  private static final int CYCLES = 120;

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void predictionsAreTheModelsOwnAcrossAFailureAndARestart(int parallelism) throws Exception {
    ModelDirectory version =
        RandomStreamModel.write(directory.resolve("stream/1"), 2, List.of(8, 6), 3);
    RulTopics topics = KAFKA.createTopics("stream" + parallelism);
    RulJobConfig config =
        RulJobConfig.of(KAFKA.bootstrapServers(), version.path().toString())
            .withTopics(topics)
            .withGroupId(topics.windows())
            .withParallelism(parallelism)
            .withThresholds(AlertThresholds.defaults())
            .withStreaming(new StreamingOptions(16, Duration.ofMillis(5), 0))
            .withDelivery(
                DeliveryOptions.defaults(topics.windows())
                    .withCheckpointInterval(Duration.ofMillis(200)));
    try (StreamRulModel model = StreamRulModel.load(version.path())) {
      ClosedInTheMiddle served = new ClosedInTheMiddle(model);
      try (EmbeddedFlink flink = EmbeddedFlink.start(directory.resolve("flink"), parallelism)) {
        EmbeddedJob job = submit(flink, config, served);
        send(topics, 1, CYCLES / 3);
        predictions(topics, ASSETS * CYCLES / 3);
        served.closeOnce();
        send(topics, CYCLES / 3 + 1, 2 * CYCLES / 3);
        predictions(topics, ASSETS * 2 * CYCLES / 3);
        job.stop(Duration.ofSeconds(30));
      }
      assertThat(served.closed).as("the failure happened").hasValue(2);
      try (EmbeddedFlink flink = EmbeddedFlink.start(directory.resolve("flink"), parallelism)) {
        submit(flink, config, served);
        send(topics, 2 * CYCLES / 3 + 1, CYCLES);
        predictions(topics, ASSETS * CYCLES);
      }
      List<RulPrediction> all = predictions(topics, ASSETS * CYCLES);
      List<RulEstimate> expected =
          model
              .predict(
                  List.of(
                      StreamRequest.of(
                          Optional.empty(),
                          RandomStreamModel.window(IntStream.rangeClosed(1, CYCLES).toArray()))))
              .get(0)
              .estimates();
      Set<String> ids = new HashSet<>();
      assertThat(all).hasSize(ASSETS * CYCLES);
      for (RulPrediction prediction : all) {
        RulEstimate own = expected.get(prediction.getCycle() - 1);
        assertThat(ids.add(prediction.getId())).as(prediction.getId()).isTrue();
        assertThat(prediction.getHistory()).isEqualTo(prediction.getCycle());
        assertThat(prediction.getRul()).isCloseTo(own.rul(), within(1e-3));
        assertThat(prediction.getRulLow()).isCloseTo(own.low(), within(1e-3));
        assertThat(prediction.getRulHigh()).isCloseTo(own.high(), within(1e-3));
        assertThat(prediction.getProbabilityWithin15()).isCloseTo(own.within15(), within(1e-4));
        assertThat(prediction.getProbabilityWithin30()).isCloseTo(own.within30(), within(1e-4));
      }
    }
  }

  @Test
  void theFormIsToldByTheModelsDirectory() {
    ModelDirectory version =
        RandomStreamModel.write(directory.resolve("stream/1"), 1, List.of(2), 3);
    assertThat(ModelForm.BY_DIRECTORY.of(version.path().toString())).isEqualTo(ModelForm.STREAMING);
    assertThat(ModelForm.BY_DIRECTORY.of(version.path().getParent().toString()))
        .isEqualTo(ModelForm.STREAMING);
    assertThat(ModelForm.WINDOWED.of(version.path().toString())).isEqualTo(ModelForm.WINDOWED);
  }

  private static EmbeddedJob submit(
      EmbeddedFlink flink, RulJobConfig config, ClosedInTheMiddle model) {
    StreamExecutionEnvironment env = flink.environment();
    RulJob.build(env, config, model.source());
    return flink.submit(env);
  }

  private static void send(RulTopics topics, int from, int to) {
    for (int cycle = from; cycle <= to; cycle++) {
      for (int i = 0; i < ASSETS; i++) {
        String asset = "asset-" + i;
        KAFKA.send(topics.windows(), asset, Windows.bytes(window(asset, cycle)));
      }
    }
    KAFKA.flush();
  }

  /** Every tenth window of the last eight readings, the others of one. */
  static SensorWindow window(String asset, int cycle) {
    boolean whole = cycle % 10 == 1;
    int first = whole ? Math.max(1, cycle - 7) : cycle;
    List<WindowReading> readings = new ArrayList<>();
    for (int c = first; c <= cycle; c++) {
      readings.add(
          new WindowReading(
              c,
              Arrays.stream(RandomStreamModel.settings(c)).boxed().toList(),
              Arrays.stream(RandomStreamModel.sensors(c)).boxed().toList()));
    }
    SensorWindow window = Windows.of(asset, 1, cycle, FakeRulModel.Mood.WELL, 0);
    window.setFirstCycle(first);
    window.setReadings(readings);
    window.setPadded(0);
    window.setKeyFrame(whole);
    return window;
  }

  private static List<RulPrediction> predictions(RulTopics topics, int count) {
    return KAFKA.read(
        topics.predictions(),
        record -> KafkaBroker.decode(RulPrediction.getDecoder(), record.value()),
        all -> all.size() >= count);
  }

  /** The model itself, but for one call that a closed server would refuse. */
  private static final class ClosedInTheMiddle implements ServedModel<StreamRequest, StreamAnswer> {

    private static final Map<String, ClosedInTheMiddle> MODELS = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final StreamRulModel model;

    /** 0 before, 1 when the next call is to be refused, 2 after. */
    private final AtomicInteger closed = new AtomicInteger();

    ClosedInTheMiddle(StreamRulModel model) {
      this.model = model;
      MODELS.put(name, this);
    }

    StreamModelSource source() {
      String here = name;
      return () -> new Lease(MODELS.get(here));
    }

    void closeOnce() {
      closed.set(1);
    }

    @Override
    public ModelInfo info() {
      return model.info();
    }

    @Override
    public CompletionStage<StreamAnswer> submit(StreamRequest input, SubmitOptions options) {
      if (closed.compareAndSet(1, 2)) {
        return CompletableFuture.failedStage(
            new InferenceException(InferenceException.Reason.CLOSED, "closed", null));
      }
      model.validate(input);
      return CompletableFuture.completedStage(model.predict(List.of(input)).get(0));
    }

    private record Lease(ClosedInTheMiddle model)
        implements ModelSource.Lease<StreamRequest, StreamAnswer> {
      @Override
      public void close() {}
    }
  }
}
