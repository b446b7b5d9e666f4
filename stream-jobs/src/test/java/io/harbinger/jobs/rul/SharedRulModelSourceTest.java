package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
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
    RandomRulModel.write(models.resolve("rul-x/1"), 0.5f);
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
              .mapToObj(cycle -> model.predict(List.of(RandomRulModel.window(cycle))).get(0))
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
      one.model().submit(RandomRulModel.window(1)).toCompletableFuture().join();
      two.model().submit(RandomRulModel.window(2)).toCompletableFuture().join();

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
}
