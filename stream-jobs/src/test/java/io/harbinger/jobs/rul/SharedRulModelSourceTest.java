package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulModelWriter;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real network between the operator and the shared server. */
class SharedRulModelSourceTest {

  private static final InferenceOptions OPTIONS =
      new InferenceOptions(8, Duration.ofMinutes(1), 0, Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir Path models;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ModelServer server;
  private SharedRulModelSource source;

  @BeforeEach
  void start() throws Exception {
    server = SharedModelServer.start(ServerOptions.defaults(), registry);
    write(models.resolve("rul-x/1"));
    // As Flink ships it to a task manager.
    source =
        InstantiationUtil.clone(
            new SharedRulModelSource(
                models.resolve("rul-x").toString(), ServingOptions.defaults()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theOperatorsPredictionsAreTheModels() throws Exception {
    List<RulEstimate> direct;
    try (RulModel model = RulModel.load(models.resolve("rul-x"))) {
      direct =
          IntStream.rangeClosed(1, 5)
              .mapToObj(cycle -> model.predict(List.of(window(cycle))).get(0))
              .toList();
    }
    try (var harness = harness()) {
      harness.open();
      for (int cycle = 1; cycle <= 5; cycle++) {
        harness.processElement(
            Windows.raw(cycle, Windows.of("e1", 0, cycle, Mood.WELL, 10 * cycle)), 0);
      }
      harness.endInput();

      List<RulPrediction> predictions =
          harness.extractOutputValues().stream().map(Either::left).toList();
      assertThat(predictions).hasSize(5);
      for (int i = 0; i < 5; i++) {
        RulPrediction prediction = predictions.get(i);
        assertThat(prediction.getCycle()).isEqualTo(i + 1);
        assertThat(Math.abs(prediction.getRul() - direct.get(i).rul())).isLessThan(1e-3);
        assertThat(prediction.getModel() + "/" + prediction.getVersion()).isEqualTo("rul-x/1");
      }
    }
  }

  @Test
  void subtasksShareACopyWhoseMetersLandInTheProcessesRegistry() {
    try (ModelSource.Lease<RulWindow, RulEstimate> one = source.acquire();
        ModelSource.Lease<RulWindow, RulEstimate> two = source.acquire()) {
      one.model().submit(window(1)).toCompletableFuture().join();
      two.model().submit(window(2)).toCompletableFuture().join();

      assertThat(registry.get("harbinger.inference.queue.capacity").gauge().value())
          .as("one queue")
          .isEqualTo(1024);
      assertThat(registry.get("harbinger.inference.batch.size").summary().totalAmount())
          .isEqualTo(2);
    }
  }

  @Test
  void aModelThatIsNotThereSaysWhere() {
    SharedRulModelSource absent =
        new SharedRulModelSource(models.resolve("absent").toString(), ServingOptions.defaults());

    assertThatThrownBy(absent::acquire)
        .hasMessageContaining("no model in " + models.resolve("absent"));
    assertThatThrownBy(() -> new SharedRulModelSource(" ", ServingOptions.defaults()))
        .hasMessageContaining("an empty model directory");
  }

  private OneInputStreamOperatorTestHarness<RawWindow, Either<RulPrediction, DeadLetter>> harness()
      throws Exception {
    OneInputStreamOperatorTestHarness<RawWindow, Either<RulPrediction, DeadLetter>> harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new InferenceFunction(source, OPTIONS),
                OPTIONS.timeout().toMillis(),
                OPTIONS.capacity(),
                OutputMode.ORDERED),
            RulTypes.RAW_WINDOW.createSerializer(new SerializerConfigImpl()));
    harness.setup(RulTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private static RulWindow window(int cycle) {
    return WindowReader.toModel(Windows.of("e1", 0, cycle, Mood.WELL, 10 * cycle));
  }

  private static void write(Path version) {
    RulNetworkConfig config =
        new RulNetworkConfig(6, 2, List.of(8, 5), 0, false, List.of(15, 30), 50);
    RulSpec spec =
        new RulSpec(
            config,
            new RulScaling(Collections.nCopies(6, 0.0), Collections.nCopies(6, 0.05), 5, 125, 125),
            IntStream.range(0, 6).mapToObj(i -> new RulSpec.Channel("c" + i, "")).toList(),
            2,
            200,
            List.of());
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(config, 7);
      network.initialize(manager);
      // The engine draws the head at random; with this bias no RUL is cut off at 0.
      network.namedParameters().get("rulHead.bias").getArray().set(new float[] {0.5f});
      JsonNodeFactory json = JsonNodeFactory.instance;
      RulModelWriter.write(
          version,
          spec,
          network,
          List.of(window(1)),
          List.of(),
          json.objectNode(),
          json.objectNode());
    }
  }
}
