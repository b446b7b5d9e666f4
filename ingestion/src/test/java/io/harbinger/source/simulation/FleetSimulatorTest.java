package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.SensorReading;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetSimulatorTest {

  @Test
  void readsOneEngineAfterTheOtherAndThenTheNextCycle() {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(3, 5));
    assertThat(take(fleet, 7))
        .extracting(read -> read.reading().getAsset() + " " + read.reading().getCycle())
        .containsExactly(
            "engine-001 1",
            "engine-002 1",
            "engine-003 1",
            "engine-001 2",
            "engine-002 2",
            "engine-003 2",
            "engine-001 3");
    assertThat(fleet.assets()).containsExactly("engine-001", "engine-002", "engine-003");
  }

  @Test
  void replacesAFailedEngineUnderTheSameNameInTheNextRun() {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(1, 5).named("fan").fromRun(70));
    SimulatedReading read = fleet.next();
    while (!read.failed()) {
      read = fleet.next();
    }
    assertThat(read.reading().getRun()).isEqualTo(70);
    assertThat(read.trueRul()).isZero();
    SimulatedReading next = fleet.next();
    assertThat(next.reading().getAsset()).isEqualTo("fan-001");
    assertThat(next.reading().getRun()).isEqualTo(71);
    assertThat(next.reading().getCycle()).isEqualTo(1);
    assertThat(next.failed()).isFalse();
  }

  @Test
  void readsInTheChannelsAndDecimalsOfThePublishedFiles() {
    SensorReading reading = new FleetSimulator(FleetOptions.fresh(1, 5)).next().reading();
    assertThat(reading.getSettings()).hasSize(3).endsWith(100.0);
    assertThat(reading.getSensors()).hasSize(21);
    int[] decimals = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2, 0, 0, 2, 2, 4};
    for (int i = 0; i < 21; i++) {
      String text = Double.toString(reading.getSensors().get(i));
      assertThat(text.length() - text.indexOf('.') - 1)
          .as("decimals of sensor %d: %s", i + 1, text)
          .isLessThanOrEqualTo(Math.max(1, decimals[i]));
    }
    assertThat(reading.getSensors().get(16) % 1).isZero();
  }

  @Test
  void givesReadingsWithoutTheTruthFromTheSameStream() {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(2, 5));
    Iterator<SensorReading> readings = fleet.readings();
    assertThat(readings.next().getAsset()).isEqualTo("engine-001");
    assertThat(fleet.next().reading().getAsset()).isEqualTo("engine-002");
    assertThat(readings.hasNext()).isTrue();
    assertThat(readings.next().getCycle()).isEqualTo(2);
  }

  @Test
  void startsAStaggeredFleetAtMixedAgesAndSoonSeesTheFirstFailure() {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.staggered(20, 5));
    List<SimulatedReading> first = take(fleet, 20);
    assertThat(first.get(0).reading().getCycle()).isEqualTo(1);
    assertThat(first).extracting(SimulatedReading::trueRul).allMatch(rul -> rul >= 40);
    assertThat(first).filteredOn(read -> read.trueRul() < 60).isNotEmpty();
    assertThat(first).filteredOn(read -> read.trueRul() > 120).hasSizeGreaterThan(5);
    SimulatedReading read = fleet.next();
    int readings = 1;
    while (!read.failed()) {
      read = fleet.next();
      readings++;
    }
    assertThat(readings).isLessThan(20 * 60);
  }

  @Test
  void spreadsAgesEvenlyWhateverTheFleetsSize() {
    assertThat(Stream.iterate(0, i -> i + 1).limit(6).map(Stagger::fraction))
        .containsExactly(0.0, 0.5, 0.25, 0.75, 0.125, 0.625);
  }

  @Test
  void refusesWhatCannotBeSimulated() {
    assertThatThrownBy(() -> FleetOptions.fresh(0, 1)).hasMessageContaining("0 engines");
    assertThatThrownBy(() -> FleetOptions.fresh(1, 1).named("a b")).hasMessageContaining("\"a b\"");
    assertThatThrownBy(() -> FleetOptions.fresh(1, 1).fromRun(-1)).hasMessageContaining("run -1");
    assertThatThrownBy(() -> new FleetOptions("e", 1, 1, 1, true, 128))
        .hasMessageContaining("128 cycles remaining (expected 0 to 127");
  }

  static List<SimulatedReading> take(FleetSimulator fleet, int count) {
    return Stream.generate(fleet::next).limit(count).toList();
  }
}
