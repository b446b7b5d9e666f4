package io.harbinger.platform.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions where the version that answers is damaged, or somebody decides at the same time. */
final class ModelVersionsTest {

  private static final Instant LONG_AGO = Instant.parse("2026-03-01T10:00:00Z");
  private static final Function<ModelDirectory, List<ModelCheck>> ALL_PASS = version -> List.of();

  @TempDir Path models;

  private Path name;

  @BeforeEach
  void threeVersionsOfWhichTheThirdAnswers() throws Exception {
    name = models.resolve("rul-a");
    for (String version : List.of("1", "2", "3")) {
      ModelCopies.copy("1", name, version);
    }
    lies(new Pinned(3), List.of(2, 1));
  }

  @Test
  void fromAVersionWithACutManifestEveryWayLeads() throws Exception {
    Path manifest = name.resolve("3/model.json");
    Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
    everyWayLeads();
  }

  @Test
  void fromAVersionThatIsGoneEveryWayLeads() throws Exception {
    ModelCopies.remove(name.resolve("3"));
    everyWayLeads();
  }

  private void everyWayLeads() {
    versions(ALL_PASS).rollBack(false, "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Pinned(2));
    lies(new Pinned(3), List.of());
    versions(ALL_PASS).rollBack(false, "Ada", Optional.empty());
    assertThat(policy()).as("the next older one").isEqualTo(new Pinned(2));
    lies(new Pinned(3), List.of(1));
    versions(ALL_PASS).promote(all(2), "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Pinned(2));
    lies(new Canary(3, 2, 0.5), List.of(3));
    versions(ALL_PASS).promote(all(1), "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Pinned(1));
    lies(new Pinned(3), List.of());
    versions(ALL_PASS).promote(latest(), "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Latest());
    lies(new Pinned(3), List.of());
    assertThatThrownBy(() -> versions(ALL_PASS).promote(tenth(2), "Ada", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 3, which is to answer now, is damaged or gone");
    assertThat(versions(ALL_PASS).answeringTask()).isEmpty();
  }

  @Test
  void whereTheTaskOfTheDamagedVersionIsKnownARollbackStaysWithIt() throws Exception {
    ModelCopies.remove(name.resolve("2"));
    ModelCopies.copy("2", name, "2");
    lies(new Pinned(3), List.of());
    Files.writeString(name.resolve("3/model.json"), "{");
    new ModelVersions(name, Clock.systemUTC(), Optional.of("rul"), ALL_PASS)
        .rollBack(false, "Ada", Optional.empty());
    assertThat(policy()).as("version 2 is a model of another task").isEqualTo(new Pinned(1));
  }

  @Test
  void aRollbackLeadsNowhereWhereSomebodyDecidedDuringItsChecks() {
    ModelVersions versions = versions(whileBoPins(1));
    assertThatThrownBy(() -> versions.rollBack(false, "Ada", Optional.empty()))
        .isInstanceOf(DecidedMeanwhileException.class)
        .hasMessageContaining("meanwhile Bo decided on version 1");
    assertThat(policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void aPromotionOfWhoSawAnotherDecisionIsRefusedAlsoAfterItsChecks() {
    ModelVersions versions = versions(whileBoPins(1));
    Optional<String> seen = Optional.of(LastDecision.in(name).revision());
    assertThatThrownBy(() -> versions.promote(all(2), "Ada", seen))
        .isInstanceOf(DecidedMeanwhileException.class);
    assertThat(policy()).isEqualTo(new Pinned(1));
    assertThatThrownBy(() -> versions(ALL_PASS).promote(all(2), "Ada", seen))
        .as("and before them")
        .isInstanceOf(DecidedMeanwhileException.class);
  }

  @Test
  void aCandidateStandsBesideWhoWasDecidedOnDuringItsChecks() {
    versions(whileBoPins(1)).promote(tenth(2), "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Canary(1, 2, 0.1));
  }

  @Test
  void whoPromotesAndSawNothingHasTheLastWordAndLeavesTheWayBack() {
    versions(whileBoPins(1)).promote(all(2), "Ada", Optional.empty());
    assertThat(policy()).isEqualTo(new Pinned(2));
    assertThat(ServingFile.read(name).orElseThrow().previous()).startsWith(1);
  }

  private Function<ModelDirectory, List<ModelCheck>> whileBoPins(int version) {
    return checked -> {
      ServingFile.write(
          name, new ServingDecision(new Pinned(version), List.of(3), false, Instant.now(), "Bo"));
      return List.of();
    };
  }

  private ModelVersions versions(Function<ModelDirectory, List<ModelCheck>> checks) {
    return new ModelVersions(name, Clock.systemUTC(), Optional.empty(), checks);
  }

  private void lies(ServingPolicy policy, List<Integer> previous) {
    ServingFile.write(name, new ServingDecision(policy, previous, false, LONG_AGO, "Kim"));
  }

  private ServingPolicy policy() {
    return ServingFile.read(name).orElseThrow().policy();
  }

  private static VersionChoice all(int version) {
    return new VersionChoice(OptionalInt.of(version), OptionalDouble.empty(), false, false);
  }

  private static VersionChoice tenth(int version) {
    return new VersionChoice(OptionalInt.of(version), OptionalDouble.of(0.1), false, false);
  }

  private static VersionChoice latest() {
    return new VersionChoice(OptionalInt.empty(), OptionalDouble.empty(), false, false);
  }
}
