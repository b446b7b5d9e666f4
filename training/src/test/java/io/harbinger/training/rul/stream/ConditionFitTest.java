package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConditionFitTest {

  private static final List<Double> TOLERANCE = List.of(1.0, 0.02, 1.0);

  @Test
  void findsEachConditionWithItsOwnMeanAndSpread() {
    SplittableRandom random = new SplittableRandom(1);
    List<CycleReading> readings = new ArrayList<>();
    for (int cycle = 1; cycle <= 400; cycle++) {
      boolean high = cycle % 2 == 0;
      double altitude = (high ? 35 : 10) + 0.004 * random.nextGaussian();
      double sensor = (high ? 500 : 640) + (high ? 2 : 5) * random.nextGaussian();
      readings.add(reading(cycle, altitude, sensor));
    }
    List<OperatingCondition> conditions =
        ConditionFit.of(List.of(new EngineRun(1, readings)), List.of(1, 4), TOLERANCE);

    assertThat(conditions).hasSize(2);
    assertThat(conditions.get(0).settings().get(0)).isCloseTo(10, within(0.01));
    assertThat(conditions.get(0).offset().get(0)).isCloseTo(640, within(1.0));
    assertThat(1 / conditions.get(0).scale().get(0)).isCloseTo(5, within(0.5));
    assertThat(conditions.get(1).offset().get(0)).isCloseTo(500, within(0.5));
    assertThat(1 / conditions.get(1).scale().get(0)).isCloseTo(2, within(0.2));
    assertThat(conditions.get(0).scale().get(1)).as("a sensor that never varies").isZero();
  }

  @Test
  void refusesSettingsThatScatterEverywhere() {
    List<CycleReading> readings = new ArrayList<>();
    for (int cycle = 1; cycle <= 100; cycle++) {
      readings.add(reading(cycle, 5.0 * cycle, 1));
    }
    assertThatThrownBy(
            () -> ConditionFit.of(List.of(new EngineRun(1, readings)), List.of(1), TOLERANCE))
        .hasMessageContaining("more than 32 operating conditions");
  }

  private static CycleReading reading(int cycle, double altitude, double second) {
    List<Double> sensors = new ArrayList<>(Collections.nCopies(CycleReading.SENSORS, 1.0));
    sensors.set(1, second);
    return new CycleReading(cycle, List.of(altitude, 0.5, 100.0), sensors);
  }
}
