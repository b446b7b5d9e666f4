package io.harbinger.training.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.simulation.FirstLives;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {

  /** T50, Ps30, phi and BPR, by their places among the 21. */
  private static final List<Integer> SENSORS = List.of(3, 10, 11, 14);

  private static final List<String> NAMES = List.of("T50", "Ps30", "phi", "BPR");

  private static final List<EngineRun> SOME = FirstLives.of(40, 1);
  private static final List<EngineRun> OTHERS = FirstLives.of(40, 2);

  @Test
  void enginesOfOneKindAreAsAlikeAsTheirHalves() {
    Likeness likeness = Likeness.of(SOME, OTHERS, SENSORS, NAMES);

    assertThat(likeness.distances()).hasSize(SENSORS.size() * RulRange.ALL.size());
    assertThat(mean(likeness)).isLessThan(meanOfHalves(likeness));
    assertThat(likeness.health().ranges())
        .allSatisfy(
            range ->
                assertThat(Math.abs(range.simulated().mean() - range.real().mean()))
                    .isLessThan(range.real().deviation()));
  }

  @Test
  void healthRisesTowardsTheFailureOnAnAxisOfMostVariance() {
    HealthCourse health = Likeness.of(SOME, OTHERS, SENSORS, NAMES).health();

    assertThat(health.share()).isBetween(0.5, 1.0);
    List<Double> means = health.ranges().stream().map(range -> range.real().mean()).toList();
    assertThat(means).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void aSensorThatIsOffIsTheFarthest() {
    List<EngineRun> off = OTHERS.stream().map(LikenessTest::phiTwoHigher).toList();

    Likeness likeness = Likeness.of(SOME, off, SENSORS, NAMES);

    assertThat(likeness.farthest().sensor()).isEqualTo("phi");
    assertThat(likeness.farthest().kolmogorovSmirnov()).isGreaterThan(0.8);
    assertThat(mean(likeness)).isGreaterThan(meanOfHalves(likeness));
  }

  private static double mean(Likeness likeness) {
    return likeness.distances().stream()
        .mapToDouble(SensorDistance::kolmogorovSmirnov)
        .average()
        .orElseThrow();
  }

  private static double meanOfHalves(Likeness likeness) {
    return likeness.distances().stream()
        .mapToDouble(SensorDistance::halvesKolmogorovSmirnov)
        .average()
        .orElseThrow();
  }

  private static EngineRun phiTwoHigher(EngineRun engine) {
    return new EngineRun(
        engine.unit(),
        engine.readings().stream()
            .map(
                reading -> {
                  List<Double> sensors = new ArrayList<>(reading.sensors());
                  sensors.set(11, sensors.get(11) + 2);
                  return new CycleReading(reading.cycle(), reading.settings(), sensors);
                })
            .toList());
  }
}
