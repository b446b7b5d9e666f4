package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.Backend;
import io.harbinger.model.ModelDirectory;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of one name that different engines compute. */
class BackendSwapTest {

  @TempDir Path models;

  @Test
  void theOtherBackendTakesOverWithTheSameAnswersAndAnUnknownOneDoesNot() throws IOException {
    Path name = models.resolve("rul-x");
    ModelDirectory first = RulModelFixture.write(name.resolve("1"), 7);
    RulWindow window = RulModelFixture.window(3);
    double expected;
    try (RulModel model = RulModel.load(first.path())) {
      expected = model.predict(List.of(window)).get(0).rul();
    }
    NameOptions options = NameOptions.of(ServingOptions.defaults()).withLook(Duration.ofMillis(20));
    try (ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, options)) {
      assertAnswer(lease, window, "1", expected);

      first.copy(name.resolve("2"), Backend.ONNXRUNTIME);
      FakeVersions.await().until(() -> lease.info().version().equals("2"));
      assertAnswer(lease, window, "2", expected);

      Path aside = first.copy(models.resolve("aside/3"), Backend.ONNXRUNTIME).path();
      Path manifest = aside.resolve(ModelDirectory.MANIFEST);
      Files.writeString(manifest, Files.readString(manifest).replace("onnxruntime", "abacus"));
      Files.move(aside, name.resolve("3"));
      FakeVersions.await().until(() -> lease.states().get(3) instanceof VersionState.Failed);
      VersionState.Failed failed = (VersionState.Failed) lease.states().get(3);
      assertThat(failed.why()).isEqualTo(LoadFailure.MANIFEST);
      assertThat(failed.message()).contains("backend abacus (expected one of pytorch, onnxruntime");
      assertAnswer(lease, window, "2", expected);

      first.copy(name.resolve("4"), Backend.PYTORCH);
      FakeVersions.await().until(() -> lease.info().version().equals("4"));
      assertAnswer(lease, window, "4", expected);
    }
  }

  private static void assertAnswer(
      NameLease<RulWindow, RulEstimate> lease, RulWindow window, String version, double rul) {
    Answer<RulEstimate> answer = FakeVersions.answer(lease.ask(Keyed.of("engine-1", window)));
    assertThat(answer.model().version()).isEqualTo(version);
    assertThat(answer.output().rul()).isCloseTo(rul, within(1e-3));
  }
}
