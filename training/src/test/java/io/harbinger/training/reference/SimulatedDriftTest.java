package io.harbinger.training.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import io.harbinger.model.rul.reference.ReferenceComparison;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.harbinger.source.simulation.SimulatedReading;
import io.harbinger.training.rul.CmapssChannels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Drift of simulated engines against a reference of other simulated engines. */
class SimulatedDriftTest {

  private static final int ENGINES = 100;

  /** Of the alert. */
  private static final double DRIFT = 0.5;

  private final List<EngineRun> trained = engines(1);
  private final RulReference reference =
      ReferenceFit.of(
          trained,
          CmapssChannels.all(),
          List.of(trained.get(0).readings().get(0).settings()),
          List.of(1.0, 1.0, 1.0),
          new double[] {125, 120});

  @Test
  void enginesOfTheSameKindHaveNotDrifted() {
    ReferenceComparison comparison = compare(engines(2), -1, 0);

    assertThat(comparison.runs()).isEqualTo(ENGINES);
    assertThat(reference.sensors()).hasSizeGreaterThan(10);
    for (int i = 0; i < reference.sensors().size(); i++) {
      assertThat(comparison.index(i)).as(reference.sensors().get(i)).isLessThan(0.25);
    }
  }

  @Test
  void aSensorThatIsOffByItsStandardDeviationHasDriftedAndNoOther() {
    List<EngineRun> others = engines(2);
    for (int sensor = 0; sensor < reference.sensors().size(); sensor++) {
      int place = reference.places().get(sensor);
      ReferenceComparison comparison = compare(others, place, deviation(place));
      for (int i = 0; i < reference.sensors().size(); i++) {
        if (i == sensor) {
          assertThat(comparison.index(i)).as(reference.sensors().get(i)).isGreaterThan(DRIFT);
        } else {
          assertThat(comparison.index(i)).as(reference.sensors().get(i)).isLessThan(0.25);
        }
      }
    }
  }

  @Test
  void aFleetOfOldEnginesWouldLookLikeDriftWhereAllCyclesWereCompared() {
    ReferenceComparison comparison = reference.compareSensors(10_000);
    for (EngineRun engine : engines(2)) {
      List<CycleReading> readings = engine.readings();
      readings
          .subList(readings.size() - 30, readings.size())
          .forEach(reading -> add(comparison, engine.unit(), reading, -1, 0));
    }

    assertThat(
            IntStream.range(0, reference.sensors().size())
                .mapToDouble(comparison::index)
                .max()
                .orElseThrow())
        .isGreaterThan(DRIFT);
  }

  private ReferenceComparison compare(List<EngineRun> engines, int place, double offset) {
    ReferenceComparison comparison = reference.compareSensors(ENGINES * 50);
    for (EngineRun engine : engines) {
      ReferenceFit.early(engine)
          .forEach(reading -> add(comparison, engine.unit(), reading, place, offset));
    }
    return comparison;
  }

  private void add(
      ReferenceComparison comparison, int unit, CycleReading reading, int place, double offset) {
    List<Double> sensors = new ArrayList<>(reading.sensors());
    if (place >= 0) {
      sensors.set(place, sensors.get(place) + offset);
    }
    comparison.add(reference.reading(unit, reading.settings(), sensors).orElseThrow());
  }

  private double deviation(int place) {
    double[] values =
        trained.stream()
            .flatMap(engine -> ReferenceFit.early(engine).stream())
            .mapToDouble(reading -> reading.sensors().get(place))
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  /** One life each, whole. */
  private static List<EngineRun> engines(long seed) {
    FleetSimulator simulator = new FleetSimulator(FleetOptions.fresh(ENGINES, seed));
    Map<String, List<CycleReading>> lives = new TreeMap<>();
    int failed = 0;
    while (failed < ENGINES) {
      SimulatedReading simulated = simulator.next();
      SensorReading reading = simulated.reading();
      if (reading.getRun() == 1) {
        lives
            .computeIfAbsent(reading.getAsset(), asset -> new ArrayList<>())
            .add(new CycleReading(reading.getCycle(), reading.getSettings(), reading.getSensors()));
        failed += simulated.failed() ? 1 : 0;
      }
    }
    List<List<CycleReading>> all = List.copyOf(lives.values());
    return IntStream.range(0, all.size())
        .mapToObj(i -> new EngineRun(i + 1, all.get(i)))
        .collect(Collectors.toList());
  }
}
