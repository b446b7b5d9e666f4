package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FleetSimulatorProperties {

  private static final int LONG_ENOUGH = 2_000;

  @Property(tries = 30)
  void isTheSameForTheSameOptions(@ForAll long seed, @ForAll boolean staggered) {
    FleetOptions options = options(3, seed, staggered);
    assertThat(FleetSimulatorTest.take(new FleetSimulator(options), 900))
        .isEqualTo(FleetSimulatorTest.take(new FleetSimulator(options), 900));
  }

  @Property(tries = 30)
  void givesAnEngineTheSameLivesInALargerFleet(@ForAll long seed, @ForAll boolean staggered) {
    List<SimulatedReading> alone =
        FleetSimulatorTest.take(new FleetSimulator(options(1, seed, staggered)), 600);
    List<SimulatedReading> among =
        FleetSimulatorTest.take(new FleetSimulator(options(4, seed, staggered)), 2_400).stream()
            .filter(read -> read.reading().getAsset().equals("engine-001"))
            .toList();
    assertThat(among).isEqualTo(alone);
  }

  @Property(tries = 30)
  void differsForAnotherSeed(@ForAll long seed) {
    assertThat(new FleetSimulator(FleetOptions.fresh(1, seed)).next())
        .isNotEqualTo(new FleetSimulator(FleetOptions.fresh(1, seed + 1)).next());
  }

  @Property(tries = 30)
  void everyLifeEndsAndTheNextBeginsAtCycleOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int engines,
      @ForAll boolean staggered) {
    FleetSimulator fleet = new FleetSimulator(options(engines, seed, staggered));
    Map<String, SimulatedReading> previous = new HashMap<>();
    int failures = 0;
    for (SimulatedReading read : FleetSimulatorTest.take(fleet, LONG_ENOUGH * engines)) {
      SensorReading reading = read.reading();
      SimulatedReading before = previous.put(reading.getAsset(), read);
      if (before == null) {
        assertThat(reading.getRun()).isEqualTo(1);
      } else if (before.failed()) {
        failures++;
        assertThat(reading.getCycle()).isEqualTo(1);
        assertThat(reading.getRun()).isEqualTo(before.reading().getRun() + 1);
        assertThat(read.trueRul()).isGreaterThanOrEqualTo(127);
      } else {
        assertThat(reading.getCycle()).isEqualTo(before.reading().getCycle() + 1);
        assertThat(reading.getRun()).isEqualTo(before.reading().getRun());
        assertThat(read.trueRul()).isEqualTo(before.trueRul() - 1);
      }
    }
    assertThat(failures).isGreaterThanOrEqualTo(2 * engines);
  }

  @Property(tries = 20)
  void allValuesAreFiniteAndNoneIsMinusZero(@ForAll long seed) {
    for (SimulatedReading read :
        FleetSimulatorTest.take(new FleetSimulator(FleetOptions.fresh(2, seed)), LONG_ENOUGH)) {
      assertThat(read.reading().getSensors()).allMatch(Double::isFinite);
      assertThat(read.reading().getSettings())
          .allMatch(Double::isFinite)
          .noneMatch(value -> value.equals(-0.0));
    }
  }

  private static FleetOptions options(int engines, long seed, boolean staggered) {
    return staggered ? FleetOptions.staggered(engines, seed) : FleetOptions.fresh(engines, seed);
  }
}
