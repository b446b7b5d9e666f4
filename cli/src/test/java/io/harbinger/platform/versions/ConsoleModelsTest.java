package io.harbinger.platform.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.harbinger.console.model.DecisionException;
import io.harbinger.console.model.DecisionException.Reason;
import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.Promotion;
import io.harbinger.console.model.QualityView;
import io.harbinger.console.model.Rollback;
import io.harbinger.console.model.ShadowView;
import io.harbinger.console.model.VersionRole;
import io.harbinger.console.model.VersionStanding;
import io.harbinger.console.model.VersionView;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulVersions;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.version.ModelNames;
import io.harbinger.server.version.NameLease;
import io.harbinger.server.version.NameOptions;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows of models and what is decided there, on real directories and a server. */
final class ConsoleModelsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String JOB = "flink.taskmanager.job.task.operator.";

  @TempDir Path models;

  private Path name;

  @BeforeEach
  void copyVersions() throws Exception {
    name = models.resolve("rul-a");
    ModelCopies.copy("1", name, "1");
    ModelCopies.copy("1", name, "2");
  }

  @Test
  void besideAClusterTheDirectoryIsShownAndTheDecisionWritten() throws Exception {
    ModelCopies.copySpoilt("1", name, "3");
    Files.createDirectories(models.resolve("no-model"));
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);

    ModelView before = only(console);
    assertThat(before.name()).isEqualTo("rul-a");
    assertThat(before.live()).isFalse();
    assertThat(before.policy()).isEqualTo("the newest version");
    assertThat(before.rollbackTo()).hasValue(1);
    assertThat(before.versions()).extracting(VersionView::version).containsExactly(3, 2, 1);
    assertThat(version(before, 3).standing()).isEqualTo(VersionStanding.FAILED);
    assertThat(version(before, 3).problem()).startsWith("3/sample.json has the checksum");
    assertThat(version(before, 2).role()).isEqualTo(VersionRole.SERVES);
    assertThat(version(before, 2).standing()).isEqualTo(VersionStanding.ON_DISK);
    assertThat(version(before, 2).metrics()).containsKey("rmseCapped");
    assertThat(version(before, 2).facts().get("network")).contains("JANET");

    assertThat(console.promote(all(1)))
        .isEqualTo("rul-a: from now on version 1 (before: the newest version)");
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
    ModelView after = only(console);
    assertThat(after.decidedBy()).isEqualTo("Ada");
    assertThat(after.decidedAt()).isPresent();
    assertThat(version(after, 1).role()).isEqualTo(VersionRole.SERVES);

    console.promote(
        new Promotion("rul-a", 2, OptionalDouble.of(0.25), false, "Ada", Optional.empty()));
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Canary(1, 2, 0.25));
    assertThat(version(only(console), 2).role()).isEqualTo(VersionRole.CANARY);
    assertThat(version(only(console), 1).share()).isEqualTo(0.75);
    console.promote(
        new Promotion("rul-a", 2, OptionalDouble.empty(), true, "Ada", Optional.empty()));
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Shadow(1, 2));

    console.rollBack(new Rollback("rul-a", "Ada", Optional.empty()));
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void aRollbackToWhatIsSpoiltByNowIsRefused() throws Exception {
    ModelCopies.copySpoilt("1", name, "3");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    console.promote(all(1));
    assertThat(only(console).rollbackTo())
        .as("the version that answered: the newest, 3, could not")
        .hasValue(2);
    ModelCopies.spoil(name.resolve("2"));
    DecisionException refused =
        refused(() -> console.rollBack(new Rollback("rul-a", "Ada", Optional.empty())));
    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused).hasMessageContaining("version 2 stays as it is");
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void aVersionThatIsNotSoundIsRefusedWithItsReason() throws Exception {
    ModelCopies.copySpoilt("1", name, "3");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    DecisionException refused = refused(() -> console.promote(all(3)));
    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused)
        .hasMessageContaining("version 3 stays as it is, nothing was decided")
        .hasMessageContaining("sample.json has the checksum");
    assertThat(ServingFile.read(name)).isEmpty();
  }

  @Test
  void whatIsNotThereOrOfAnotherTaskIsRefused() throws Exception {
    ModelCopies.copy("2", name, "3");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    console.promote(
        new Promotion("rul-a", 3, OptionalDouble.empty(), false, "Ada", Optional.empty()));
    DecisionException other = refused(() -> console.promote(all(1)));
    assertThat(other.reason()).isEqualTo(Reason.REFUSED);
    assertThat(other).hasMessageContaining("a running job takes no other");
    DecisionException version = refused(() -> console.promote(all(9)));
    assertThat(version.reason()).isEqualTo(Reason.UNKNOWN);
    assertThat(version).hasMessageContaining("no version 9").hasMessageContaining("[1, 2, 3]");
    for (String model : List.of("rul-b", "../rul-a", "")) {
      DecisionException unknown =
          refused(() -> console.rollBack(new Rollback(model, "Ada", Optional.empty())));
      assertThat(unknown.reason()).isEqualTo(Reason.UNKNOWN);
      assertThat(unknown).hasMessageContaining("there are [rul-a]");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsoleModels.lying(models.resolve("none"), PlatformModel::networkOf))
        .withMessageContaining("no directory");
  }

  @Test
  void aSecondClickOnAnOldPageGoesNoStepFurther() {
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    console.promote(all(1));
    console.promote(all(2));
    Optional<String> seen = Optional.of(only(console).revision());
    console.rollBack(new Rollback("rul-a", "Ada", seen));
    DecisionException refused = refused(() -> console.rollBack(new Rollback("rul-a", "Bo", seen)));
    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused).hasMessageContaining("meanwhile Ada decided on version 1");
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void aDecisionThatCannotBeReadIsShownAndNothingIsDecided() throws Exception {
    Files.writeString(name.resolve("serving.json"), "{");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    assertThat(only(console).problem()).contains("serving.json is no decision that can be read");
    assertThat(only(console).rollbackTo()).isEmpty();
    assertThat(refused(() -> console.promote(all(1))).reason()).isEqualTo(Reason.REFUSED);
    assertThat(name.resolve("serving.json")).hasContent("{");
  }

  @Test
  void theProcessThatServesFollowsAndTellsHowVersionsStand() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    NameOptions options = NameOptions.of(ServingOptions.defaults()).withLook(Duration.ofMillis(20));
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, options)) {
      ConsoleModels console = ConsoleModels.served(name, lease, registry, PlatformModel::networkOf);
      assertThat(version(only(console), 2).role()).isEqualTo(VersionRole.SERVES);
      assertThat(version(only(console), 2).standing()).isEqualTo(VersionStanding.READY);
      assertThat(version(only(console), 1).standing()).isEqualTo(VersionStanding.ON_DISK);
      assertThat(only(console).quality()).isEmpty();

      console.promote(all(1));
      await().atMost(LIMIT).until(() -> version(only(console), 1).role() == VersionRole.SERVES);
      assertThat(lease.info().version()).isEqualTo("1");
      console.promote(
          new Promotion("rul-a", 2, OptionalDouble.empty(), true, "Ada", Optional.empty()));
      await().atMost(LIMIT).until(() -> version(only(console), 2).role() == VersionRole.SHADOW);
      registry
          .counter("harbinger.shadow.requests", "model", "rul-a", "outcome", "warming")
          .increment(7);
      ShadowView shadow = only(console).shadow().orElseThrow();
      assertThat(shadow.unit()).isEqualTo("cycles");
      assertThat(shadow.warming()).isEqualTo(7);
      assertThat(shadow.skipped()).isZero();
      console.rollBack(new Rollback("rul-a", "Ada", Optional.empty()));
      await().atMost(LIMIT).until(() -> version(only(console), 2).role() == VersionRole.NONE);
    }
  }

  @Test
  void aVersionThatTheProcessRefusedIsNotPromotedAgain() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    NameOptions options = NameOptions.of(ServingOptions.defaults()).withLook(Duration.ofMillis(20));
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, options)) {
      ModelCopies.copySpoilt("1", name, "3");
      ConsoleModels console = ConsoleModels.served(name, lease, registry, PlatformModel::networkOf);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  only(console).versions().stream()
                      .anyMatch(v -> v.version() == 3 && v.standing() == VersionStanding.FAILED));
      assertThat(version(only(console), 3).problem()).startsWith("3/sample.json has the checksum");
      assertThat(refused(() -> console.promote(all(3))))
          .hasMessageContaining("version 3 must not serve");
      assertThat(version(only(console), 2).role()).isEqualTo(VersionRole.SERVES);
    }
  }

  @Test
  void coverageAndTheLargestDriftComeFromTheJobsMetrics() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    gauge(registry, "intervalCoverage", 0.91);
    gauge(registry, "intervalCoverageRuns", 12);
    gauge(registry, "intervalCoverageNominal", 0.88);
    gauge(registry, "driftRuns", 40);
    gauge(registry, "predictionDriftPsi", 0.1);
    for (String sensor : List.of("T24=0.2", "T50=0.7", "P30=NaN", "Nf=0.4")) {
      String[] pair = sensor.split("=");
      double index = Double.parseDouble(pair[1]);
      Gauge.builder(JOB + "sensor.driftPsi", () -> index).tag("sensor", pair[0]).register(registry);
    }
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, name, NameOptions.defaults())) {
      ConsoleModels console = ConsoleModels.served(name, lease, registry, PlatformModel::networkOf);
      assertThat(only(console).quality())
          .contains(new QualityView(0.91, 12, 0.88, 0.7, "T50", 40, 0.1));
    }
  }

  @Test
  void aProcessWithOneVersionsDirectorySaysThatItStays() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        var lease =
            server.acquire(RulVersions.TASK.task(), name.resolve("1"), ServingOptions.defaults())) {
      ConsoleModels console =
          ConsoleModels.served(name.resolve("1"), lease, registry, PlatformModel::networkOf);
      ModelView view = only(console);
      assertThat(view.fixed()).contains("stays with it").contains("the directory above");
      assertThat(view.versions()).extracting(VersionView::version).containsExactly(1);
      assertThat(refused(() -> console.promote(all(2)))).hasMessageContaining("stays with it");
      assertThat(ServingFile.read(name)).isEmpty();
    }
  }

  private static void gauge(MeterRegistry registry, String metric, double value) {
    Gauge.builder(JOB + metric, () -> value).register(registry);
  }

  private static Promotion all(int version) {
    return new Promotion("rul-a", version, OptionalDouble.empty(), false, "Ada", Optional.empty());
  }

  private static ModelView only(ConsoleModels console) {
    List<ModelView> all = console.models();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static VersionView version(ModelView model, int version) {
    return model.versions().stream()
        .filter(view -> view.version() == version)
        .findFirst()
        .orElseThrow();
  }

  private static DecisionException refused(ThrowingCallable decision) {
    DecisionException refused = catchThrowableOfType(DecisionException.class, decision);
    assertThat(refused).isNotNull();
    return refused;
  }
}
