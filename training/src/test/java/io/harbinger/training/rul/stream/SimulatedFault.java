package io.harbinger.training.rul.stream;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.simulation.FirstLives;
import io.harbinger.training.rul.CmapssChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A fault that shows in some sensors alone: a simulated engine wears towards its failure, but the
 * other sensors go on as when it was new, with the noise that they had then.
 *
 * @param moved names of the sensors that show it
 */
record SimulatedFault(Set<String> moved) {

  /** Cycles that count as when the engine was new. */
  private static final int NEW = 30;

  /** Cycles left when the record ends. */
  private static final int LEFT = 8;

  private static final int FIRST_SENSOR = 4;

  /** Engines near their end. */
  List<EngineRun> engines(int count, long seed) {
    return FirstLives.of(count, seed).stream().map(engine -> showing(engine, seed)).toList();
  }

  private EngineRun showing(EngineRun engine, long seed) {
    Random random = new Random(31 * seed + engine.unit());
    List<CycleReading> readings = new ArrayList<>();
    for (CycleReading reading : engine.readings().subList(0, engine.readings().size() - LEFT)) {
      List<Double> sensors = new ArrayList<>(reading.sensors());
      for (int sensor = 0; sensor < sensors.size(); sensor++) {
        if (!moved.contains(CmapssChannels.all().get(FIRST_SENSOR + sensor).name())) {
          CycleReading early = engine.readings().get(random.nextInt(NEW));
          sensors.set(sensor, early.sensors().get(sensor));
        }
      }
      readings.add(new CycleReading(reading.cycle(), reading.settings(), sensors));
    }
    return new EngineRun(engine.unit(), readings);
  }
}
