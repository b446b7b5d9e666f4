package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulModelFixture;
import io.harbinger.model.rul.RulVersions;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.Answer;
import io.harbinger.server.Keyed;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SubmitOptions;
import io.harbinger.server.version.ServingPolicy.Shadow;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks in real directories. */
class RulVersionsTest {

  @TempDir Path models;

  @Test
  void aSecondVersionTakesOverAndATamperedThirdDoesNot() throws IOException {
    Path name = models.resolve("rul-x");
    Path first = RulModelFixture.write(name.resolve("1"), 7).path();
    RulWindow window = RulModelFixture.window(3);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    NameOptions options = NameOptions.of(ServingOptions.defaults()).withLook(Duration.ofMillis(20));
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, options)) {
      assertAnswersAs(first, lease, window);

      Path second = RulModelFixture.write(name.resolve("2"), 8).path();
      FakeVersions.await().until(() -> lease.info().version().equals("2"));
      assertAnswersAs(second, lease, window);

      Path aside = RulModelFixture.write(models.resolve("aside/3"), 9).path();
      byte[] weights = Files.readAllBytes(aside.resolve("weights.safetensors"));
      weights[weights.length - 1] ^= 1;
      Files.write(aside.resolve("weights.safetensors"), weights);
      Files.move(aside, name.resolve("3"));
      FakeVersions.await().until(() -> lease.states().get(3) instanceof VersionState.Failed);
      assertThat(((VersionState.Failed) lease.states().get(3)).message())
          .contains("weights.safetensors has the checksum");
      assertAnswersAs(second, lease, window);
      assertThat(
              registry
                  .get("harbinger.model.load.failures")
                  .tags("model", "rul-x", "reason", "files")
                  .counter()
                  .count())
          .isEqualTo(1);

      ServingFile.write(
          name, new ServingDecision(new Shadow(2, 1), List.of(), false, Instant.EPOCH, ""));
      DistributionSummary disagreement = registry.get("harbinger.shadow.disagreement").summary();
      FakeVersions.await()
          .until(
              () -> {
                assertAnswersAs(second, lease, window);
                return disagreement.count() > 0;
              });
      try (RulModel one = RulModel.load(first);
          RulModel two = RulModel.load(second)) {
        double apart =
            Math.abs(
                one.predict(List.of(window)).get(0).rul()
                    - two.predict(List.of(window)).get(0).rul());
        assertThat(apart).isPositive();
        assertThat(disagreement.max()).isCloseTo(apart, within(1e-3));
      }
    }
  }

  @Test
  void patienceHoldsForANameToo() {
    Path name = models.resolve("rul-y");
    RulModelFixture.write(name.resolve("1"), 7);
    RulWindow window = RulModelFixture.window(3);
    SubmitOptions none = SubmitOptions.defaults().withPatience(Duration.ZERO);
    try (ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, NameOptions.defaults())) {
      assertThat(FakeVersions.answer(lease.submit(window)).rul()).isNotNegative();
      List<CompletionStage<RulEstimate>> stages = new ArrayList<>();
      stages.add(lease.submit(window, none));
      stages.addAll(lease.submitAll(List.of(window, window), none));
      assertThat(stages)
          .hasSize(3)
          .allSatisfy(
              stage ->
                  assertThat(stage.toCompletableFuture())
                      .failsWithin(Duration.ofSeconds(30))
                      .withThrowableThat()
                      .withMessageContaining("it was dropped"));
    }
  }

  private static void assertAnswersAs(
      Path version, NameLease<RulWindow, RulEstimate> lease, RulWindow window) {
    Answer<RulEstimate> answer = FakeVersions.answer(lease.ask(Keyed.of("engine-1", window)));
    assertThat(answer.model().version()).isEqualTo(version.getFileName().toString());
    try (RulModel model = RulModel.load(version)) {
      RulEstimate direct = model.predict(List.of(window)).get(0);
      assertThat(answer.output().rul()).isCloseTo(direct.rul(), within(1e-3));
      assertThat(answer.output().within30()).isCloseTo(direct.within30(), within(1e-5));
    }
  }
}
