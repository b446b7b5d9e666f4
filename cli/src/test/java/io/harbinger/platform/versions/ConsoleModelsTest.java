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
import io.harbinger.server.version.ServingDecision;
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
import java.time.Instant;
import java.util.ArrayList;
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
    assertThat(before.versions()).extracting(VersionView::version).containsExactly("3", "2", "1");
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
  void whatSomebodyDecidesDuringTheChecksIsNotWrittenOver() {
    ServingDecision others =
        new ServingDecision(new Pinned(2), List.of(1), false, Instant.now(), "Bo");
    ConsoleModels console =
        ConsoleModels.lying(
            models,
            PlatformModel::networkOf,
            version -> {
              ServingFile.write(name, others);
              return List.of();
            });
    Optional<String> seen = Optional.of(only(console).revision());

    DecisionException promotion =
        refused(
            () ->
                console.promote(
                    new Promotion("rul-a", 1, OptionalDouble.empty(), false, "Ada", seen)));

    assertThat(promotion.reason()).isEqualTo(Reason.REFUSED);
    assertThat(promotion).hasMessageContaining("meanwhile Bo decided on version 2");
    assertThat(ServingFile.read(name)).contains(others);
  }

  @Test
  void aDecisionThatCannotBeReadIsShownAndReplacedByPromotingForAll() throws Exception {
    Files.writeString(name.resolve("serving.json"), "{");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    ModelView view = only(console);
    assertThat(view.problem()).contains("serving.json is no decision that can be read");
    assertThat(view.rollbackTo()).isEmpty();

    Promotion shadow =
        new Promotion("rul-a", 1, OptionalDouble.empty(), true, "Ada", Optional.empty());
    assertThat(refused(() -> console.promote(shadow)))
        .hasMessageContaining("promote a version for all")
        .extracting(DecisionException::reason)
        .isEqualTo(Reason.REFUSED);
    Rollback rollback = new Rollback("rul-a", "Ada", Optional.empty());
    assertThat(refused(() -> console.rollBack(rollback)).reason()).isEqualTo(Reason.REFUSED);
    assertThat(name.resolve("serving.json")).hasContent("{");

    Optional<String> seen = Optional.of(view.revision());
    assertThat(
            console.promote(new Promotion("rul-a", 1, OptionalDouble.empty(), false, "Ada", seen)))
        .isEqualTo("rul-a: from now on version 1 (before: a decision that could not be read)");
    ServingDecision now = ServingFile.read(name).orElseThrow();
    assertThat(now.policy()).isEqualTo(new Pinned(1));
    assertThat(now.previous()).as("nothing is known of what answered").isEmpty();
    assertThat(only(console).problem()).isEmpty();
  }

  @Test
  void aVersionThatAnswersAndIsDamagedIsLeftByBothButtons() throws Exception {
    ModelCopies.copy("1", name, "3");
    ConsoleModels console = ConsoleModels.lying(models, PlatformModel::networkOf);
    console.promote(all(2));
    console.promote(all(3));
    Files.writeString(name.resolve("3/model.json"), "{");

    assertThat(only(console).rollbackTo()).hasValue(2);
    console.rollBack(new Rollback("rul-a", "Ada", Optional.empty()));
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(2));

    ServingFile.write(
        name, new ServingDecision(new Pinned(2), List.of(), false, Instant.now(), "Ada"));
    ModelCopies.remove(name.resolve("2"));
    assertThat(only(console).rollbackTo()).as("the next older one").hasValue(1);
    console.promote(all(1));
    assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void oneOddVersionIsAProblemOfItsOwnAlone() throws Exception {
    for (String version : List.of("3", "4", "5", "6")) {
      ModelCopies.copy("1", name, version);
    }
    ModelCopies.edit(name.resolve("3"), manifest -> manifest.remove("metrics"));
    ModelCopies.edit(name.resolve("4"), manifest -> manifest.remove("model"));
    Files.writeString(name.resolve("5/model.json"), "null");
    ConsoleModels console =
        ConsoleModels.lying(
            models,
            version -> {
              if (version.info().version().equals("6")) {
                throw new NullPointerException("no network");
              }
              return "some network";
            });

    ModelView view = only(console);

    assertThat(version(view, 3).problem()).as("metrics only describe").isEmpty();
    assertThat(version(view, 3).metrics()).isEmpty();
    assertThat(version(view, 4).problem()).contains("a manifest without 'model'");
    assertThat(version(view, 5).problem()).contains("it says null");
    assertThat(version(view, 6).problem()).startsWith("6 cannot be described");
    assertThat(view.versions())
        .filteredOn(version -> version.standing() == VersionStanding.FAILED)
        .extracting(VersionView::version)
        .containsExactly("6", "5", "4");
    assertThat(version(view, 3).role()).isEqualTo(VersionRole.SERVES);
  }

  @Test
  void aVersionIsReadOnceForALook() throws Exception {
    List<String> read = new ArrayList<>();
    ConsoleModels console =
        ConsoleModels.lying(
            models,
            version -> {
              read.add(version.info().version());
              // What changes on the way is seen by the next look, and not by half of this one.
              ModelCopies.touch(version.path());
              return "some network";
            });

    assertThat(only(console).versions()).hasSize(2);

    assertThat(read).containsExactlyInAnyOrder("1", "2");
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
                      .anyMatch(
                          v -> v.version().equals("3") && v.standing() == VersionStanding.FAILED));
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
      assertThat(view.versions()).extracting(VersionView::version).containsExactly("1");
      assertThat(refused(() -> console.promote(all(2)))).hasMessageContaining("stays with it");
      assertThat(ServingFile.read(name)).isEmpty();
    }
  }

  @Test
  void aVersionsDirectoryMayHaveAnyName() throws Exception {
    Path version = name.resolve("2-onnxruntime");
    ModelCopies.copy("1", name, "2-onnxruntime");
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        var lease = server.acquire(RulVersions.TASK.task(), version, ServingOptions.defaults())) {
      ConsoleModels console =
          ConsoleModels.served(version, lease, registry, PlatformModel::networkOf);
      ModelView view = only(console);
      assertThat(view.name()).isEqualTo("rul-a");
      assertThat(view.policy()).isEqualTo("version 2-onnxruntime");
      assertThat(view.versions()).extracting(VersionView::version).containsExactly("2-onnxruntime");
    }
  }

  @Test
  void aLinkedModelIsDecidedAboutByTheNameThatIsShown() throws Exception {
    Path link = Files.createSymbolicLink(models.resolve("current"), name);
    MeterRegistry registry = new SimpleMeterRegistry();
    try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        NameLease<RulWindow, RulEstimate> lease =
            ModelNames.of(server).acquire(RulVersions.TASK, link, NameOptions.defaults())) {
      ConsoleModels console = ConsoleModels.served(link, lease, registry, PlatformModel::networkOf);
      String shown = only(console).name();
      assertThat(shown).as("as its metrics have it").isEqualTo(lease.info().name());

      console.promote(
          new Promotion(shown, 1, OptionalDouble.empty(), false, "Ada", Optional.empty()));

      assertThat(ServingFile.read(name).orElseThrow().policy()).isEqualTo(new Pinned(1));
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
        .filter(view -> view.version().equals(String.valueOf(version)))
        .findFirst()
        .orElseThrow();
  }

  private static DecisionException refused(ThrowingCallable decision) {
    DecisionException refused = catchThrowableOfType(DecisionException.class, decision);
    assertThat(refused).isNotNull();
    return refused;
  }
}
