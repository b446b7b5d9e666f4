package io.harbinger.source.simulation;

import io.harbinger.contract.SensorReading;
import java.util.SplittableRandom;

/** A place in the fleet: one engine after the other under the same name. */
final class EngineSlot {

  private final String asset;
  private final SplittableRandom random;
  private Turbofan engine;
  private long run;
  private int cycle;

  EngineSlot(FleetOptions options, int index, SplittableRandom random) {
    this.asset = options.asset(index);
    this.random = random;
    engine = Turbofan.random(random.split());
    run = options.firstRun();
    if (options.staggered()) {
      cycle = (int) (Stagger.fraction(index) * (engine.life() - options.leastRemaining()));
    }
  }

  String asset() {
    return asset;
  }

  SimulatedReading next() {
    if (cycle == engine.life()) {
      engine = Turbofan.random(random.split());
      run++;
      cycle = 0;
    }
    cycle++;
    SensorReading reading =
        SensorReading.newBuilder()
            .setAsset(asset)
            .setRun(run)
            .setCycle(cycle)
            .setSettings(engine.settings())
            .setSensors(engine.sensors(cycle))
            .build();
    return new SimulatedReading(reading, engine.life() - cycle);
  }
}
