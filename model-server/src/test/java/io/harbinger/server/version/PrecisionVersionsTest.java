package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulModelFixture;
import io.harbinger.model.rul.RulVersions;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that take each other's place on a server that asks for a lower precision. */
class PrecisionVersionsTest {

  @TempDir Path models;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void eachServesInWhatItMayAndTellsInWhat() {
    Path name = models.resolve("rul-x");
    permitting(RulModelFixture.write(models.resolve("made/1"), 7), name.resolve("1"));
    NameOptions options =
        NameOptions.of(ServingOptions.defaults().withPrecision(Precision.BFLOAT16))
            .withLook(Duration.ofMillis(20));
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, options)) {
      assertThat(precision("1")).isEqualTo("bfloat16");
      assertAnswers(lease, name.resolve("1"), 1.0);

      RulModelFixture.write(name.resolve("2"), 8);
      FakeVersions.await().until(() -> lease.info().version().equals("2"));
      assertThat(precision("2")).as("not permitted").isEqualTo("float32");
      assertAnswers(lease, name.resolve("2"), 1e-3);

      permitting(RulModelFixture.writeBrittle(models.resolve("made/3"), 9), name.resolve("3"));
      FakeVersions.await().until(() -> lease.info().version().equals("3"));
      assertThat(precision("3")).as("permitted, but its sample does not pass").isEqualTo("float32");
    }
    assertThat(registry.find("harbinger.model.info").meters()).isEmpty();
  }

  private static void permitting(ModelDirectory made, Path version) {
    made.copy(version, manifest -> manifest.withPrecisions(EnumSet.allOf(Precision.class)));
  }

  private static void assertAnswers(
      NameLease<RulWindow, RulEstimate> lease, Path version, double within) {
    RulWindow window = RulModelFixture.window(3);
    try (RulModel model = RulModel.load(version)) {
      double expected = model.predict(List.of(window)).get(0).rul();
      assertThat(FakeVersions.answer(lease.submit(window)).rul())
          .isCloseTo(expected, within(within));
    }
  }

  private String precision(String version) {
    Gauge info = registry.get("harbinger.model.info").tag("version", version).gauge();
    return String.valueOf(info.getId().getTag("precision"));
  }
}
