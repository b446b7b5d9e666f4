package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulModelFixture;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.InferenceException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real network behind the server. */
class ServedRulModelTest {

  @TempDir Path models;

  @Test
  void answersAsTheModelDoesWhenAskedDirectly() {
    Path version = RulModelFixture.write(models.resolve("rul-x/1"), 7).path();
    List<RulWindow> windows = LongStream.range(0, 64).mapToObj(RulModelFixture::window).toList();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (RulModel model = RulModel.load(version);
        ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        ModelLease<RulWindow, RulEstimate> lease =
            server.acquire(RulModel.SERVED, version, ServingOptions.defaults().withWorkers(2))) {
      List<RulEstimate> direct = model.predict(windows);
      List<CompletionStage<RulEstimate>> served = windows.stream().map(lease::submit).toList();

      for (int i = 0; i < windows.size(); i++) {
        RulEstimate estimate = answer(served.get(i));
        assertThat(estimate.rul()).isCloseTo(direct.get(i).rul(), within(1e-3));
        assertThat(estimate.within15()).isCloseTo(direct.get(i).within15(), within(1e-5));
        assertThat(estimate.within30()).isCloseTo(direct.get(i).within30(), within(1e-5));
      }
      assertThat(direct.get(0).rul()).isNotEqualTo(direct.get(1).rul());
      assertThat(lease.info().task()).isEqualTo("rul");
      for (String phase : List.of("input", "inference", "output")) {
        assertThat(
                registry
                    .get("harbinger.inference." + phase + ".time")
                    .timer()
                    .totalTime(TimeUnit.NANOSECONDS))
            .as(phase)
            .isPositive();
      }
    }
  }

  @Test
  void refusesAWindowOfAnotherLengthAtOnce() {
    Path version = RulModelFixture.write(models.resolve("rul-x/1"), 7).path();
    try (ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        ModelLease<RulWindow, RulEstimate> lease =
            server.acquire(RulModel.SERVED, version, ServingOptions.defaults())) {
      InferenceException failure =
          ServingFixture.failure(lease.submit(RulModelFixture.window(1, 9, 6)));

      assertThat(failure.reason()).isEqualTo(Reason.INVALID_INPUT);
      assertThat(failure).hasMessageContaining("9 readings");
    }
  }
}
