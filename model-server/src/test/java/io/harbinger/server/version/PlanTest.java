package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.version.Plan.Standing;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final OptionalInt NOBODY = OptionalInt.empty();

  private static Plan plan(
      ServingPolicy policy,
      List<Integer> previous,
      Map<Integer, Standing> there,
      OptionalInt serving) {
    return Plan.of(
        new ServingDecision(policy, previous, false, Instant.EPOCH, ""),
        there,
        new TreeSet<>(there.keySet()),
        serving);
  }

  private static Optional<Assignment> alone(int version) {
    return Optional.of(new Assignment(version, NOBODY, 0, NOBODY));
  }

  @Test
  void loadsTheNewestAndKeepsTheOldMeanwhile() {
    Plan plan =
        plan(
            new Latest(),
            List.of(),
            Map.of(1, Standing.READY, 2, Standing.UNLOADED, 3, Standing.UNLOADED),
            OptionalInt.of(1));

    assertThat(plan.load()).containsExactly(3);
    assertThat(plan.assignment()).isEqualTo(alone(1));
    assertThat(plan.waiting()).isTrue();
  }

  @Test
  void takesTheNewestThatIsSound() {
    Map<Integer, Standing> there =
        Map.of(1, Standing.READY, 2, Standing.UNLOADED, 3, Standing.FAILED);
    assertThat(plan(new Latest(), List.of(), there, OptionalInt.of(1)).load()).containsExactly(2);
    assertThat(plan(new Latest(), List.of(), there, NOBODY).assignment()).isEmpty();
  }

  @Test
  void aPinnedVersionThatFailedLeavesWhateverServes() {
    Map<Integer, Standing> there =
        Map.of(3, Standing.FAILED, 4, Standing.UNLOADED, 5, Standing.READY);
    Plan plan = plan(new Pinned(3), List.of(4), there, OptionalInt.of(5));

    assertThat(plan.load()).isEmpty();
    assertThat(plan.assignment()).isEqualTo(alone(5));
  }

  @Test
  void aPinnedVersionThatFailedAtTheBeginningGivesWayToTheOneBefore() {
    Map<Integer, Standing> there = Map.of(3, Standing.FAILED, 4, Standing.UNLOADED);
    Plan plan = plan(new Pinned(3), List.of(4), there, NOBODY);

    assertThat(plan.load()).containsExactly(4);
    assertThat(plan.waiting()).isTrue();
  }

  @Test
  void whereNobodyCanServeItWaitsForNothing() {
    Plan plan = plan(new Pinned(3), List.of(), Map.of(3, Standing.FAILED), NOBODY);

    assertThat(plan.load()).isEmpty();
    assertThat(plan.assignment()).isEmpty();
    assertThat(plan.waiting()).isFalse();
  }

  @Test
  void aCandidateJoinsWhenItIsReady() {
    ServingPolicy canary = new Canary(1, 2, 0.1);
    Plan loading =
        plan(canary, List.of(), Map.of(1, Standing.READY, 2, Standing.UNLOADED), OptionalInt.of(1));
    assertThat(loading.load()).containsExactly(2);
    assertThat(loading.assignment()).isEqualTo(alone(1));

    Map<Integer, Standing> both = Map.of(1, Standing.READY, 2, Standing.READY);
    assertThat(plan(canary, List.of(), both, OptionalInt.of(1)).assignment())
        .contains(new Assignment(1, OptionalInt.of(2), 0.1, NOBODY));
    assertThat(plan(new Shadow(1, 2), List.of(), both, OptionalInt.of(1)).assignment())
        .contains(new Assignment(1, NOBODY, 0, OptionalInt.of(2)));
  }

  @Test
  void aCandidateWaitsForTheVersionItIsToStandBeside() {
    Map<Integer, Standing> there = Map.of(1, Standing.FAILED, 2, Standing.READY, 3, Standing.READY);
    assertThat(plan(new Canary(1, 2, 0.1), List.of(), there, OptionalInt.of(3)).assignment())
        .isEqualTo(alone(3));
  }
}
