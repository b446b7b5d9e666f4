package io.harbinger.source.simulation;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulated engines as a data set has them: each from new to its failure, the last reading its last
 * cycle. They are the first lives of the fleet that {@link FleetSimulator} makes of {@link
 * FleetOptions#fresh} with the same seed.
 */
public final class FirstLives {

  private FirstLives() {}

  /**
   * Engines that ran to failure.
   *
   * @param engines how many, at least 1; the first ones do not depend on it
   * @param seed decides every life and every reading
   */
  public static List<EngineRun> of(int engines, long seed) {
    FleetOptions options = FleetOptions.fresh(engines, seed);
    SplittableRandom random = new SplittableRandom(options.seed());
    return IntStream.range(0, options.engines())
        .mapToObj(engine -> life(engine + 1, new EngineSlot(options, engine, random.split())))
        .toList();
  }

  private static EngineRun life(int unit, EngineSlot slot) {
    List<CycleReading> readings = new ArrayList<>();
    boolean failed = false;
    while (!failed) {
      SimulatedReading next = slot.next();
      readings.add(
          new CycleReading(
              next.reading().getCycle(),
              next.reading().getSettings(),
              next.reading().getSensors()));
      failed = next.failed();
    }
    return new EngineRun(unit, readings);
  }
}
