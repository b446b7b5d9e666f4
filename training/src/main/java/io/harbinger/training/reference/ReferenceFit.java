package io.harbinger.training.reference;

import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.reference.ReferenceCondition;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.model.rul.reference.ValueBins;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a reference of training engines: deciles of each sensor in each condition. */
public final class ReferenceFit {

  /**
   * Cycles of a life that are compared. The shortest lives of C-MAPSS have 128, and wear shows in
   * their later part.
   */
  public static final int EARLY_CYCLES = 50;

  private ReferenceFit() {}

  /**
   * A reference.
   *
   * @param engines of the training data
   * @param channels of a reading: settings, the cycle, sensors
   * @param centres the operating conditions' settings, at least one
   * @param tolerance what counts as one step of distance, per setting
   * @param predictions the model's, at the engines' first {@value #EARLY_CYCLES} cycles
   */
  public static RulReference of(
      List<EngineRun> engines,
      List<RulSpec.Channel> channels,
      List<List<Double>> centres,
      List<Double> tolerance,
      double[] predictions) {
    List<List<CycleReading>> byCondition = byCondition(engines, centres, tolerance);
    List<List<ValueBins>> bins =
        byCondition.stream()
            .map(
                readings ->
                    IntStream.range(0, CycleReading.SENSORS)
                        .mapToObj(sensor -> bins(readings, sensor))
                        .toList())
            .toList();
    List<Integer> places =
        IntStream.range(0, CycleReading.SENSORS)
            .filter(sensor -> bins.stream().anyMatch(own -> own.get(sensor).size() > 1))
            .boxed()
            .toList();
    List<ReferenceCondition> conditions = new ArrayList<>();
    for (int i = 0; i < centres.size(); i++) {
      List<ValueBins> own = bins.get(i);
      conditions.add(
          new ReferenceCondition(centres.get(i), places.stream().map(own::get).toList()));
    }
    return new RulReference(
        EARLY_CYCLES,
        places.stream()
            .map(place -> channels.get(CycleReading.SETTINGS + 1 + place).name())
            .toList(),
        places,
        tolerance,
        conditions,
        ValueBins.ofDeciles(predictions));
  }

  /** The first readings of an engine. */
  static List<CycleReading> early(EngineRun engine) {
    return engine.readings().stream()
        .filter(reading -> reading.cycle() <= EARLY_CYCLES)
        .collect(Collectors.toList());
  }

  private static ValueBins bins(List<CycleReading> readings, int sensor) {
    return ValueBins.ofDeciles(
        readings.stream().mapToDouble(reading -> reading.sensors().get(sensor)).toArray());
  }

  private static List<List<CycleReading>> byCondition(
      List<EngineRun> engines, List<List<Double>> centres, List<Double> tolerance) {
    RulReference conditions =
        new RulReference(
            EARLY_CYCLES,
            List.of(),
            List.of(),
            tolerance,
            centres.stream().map(centre -> new ReferenceCondition(centre, List.of())).toList(),
            new ValueBins(List.of(), List.of(1.0)));
    List<List<CycleReading>> readings =
        centres.stream().<List<CycleReading>>map(centre -> new ArrayList<>()).toList();
    engines.forEach(
        engine ->
            early(engine)
                .forEach(
                    reading ->
                        readings.get(conditions.condition(reading.settings())).add(reading)));
    for (int i = 0; i < centres.size(); i++) {
      if (readings.get(i).isEmpty()) {
        throw new IllegalArgumentException(
            "no early reading in the operating condition %s (expected some of each: is this the data that the model was trained on?)"
                .formatted(centres.get(i)));
      }
    }
    return readings;
  }
}
