package io.harbinger.cli.bench.stream;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.harbinger.source.simulation.SimulatedReading;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Readings of a large fleet without end, one of each asset in turn. All live the same simulated
 * life, each from another cycle on, and then the next, so that making a reading costs little.
 */
final class FleetReadings implements Iterator<SensorReading> {

  private static final long SEED = 1;

  /** Spreads the assets over the life; has no divisor in common with most lengths. */
  private static final int STAGGER = 37;

  private final int assets;
  private final List<SensorReading> life = new ArrayList<>();
  private long given;

  FleetReadings(int assets) {
    if (assets < 1) {
      throw new IllegalArgumentException(assets + " assets (expected at least 1)");
    }
    this.assets = assets;
    FleetSimulator simulator = new FleetSimulator(FleetOptions.fresh(1, SEED));
    SimulatedReading simulated;
    do {
      simulated = simulator.next();
      life.add(simulated.reading());
    } while (!simulated.failed());
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SensorReading next() {
    int asset = (int) (given % assets);
    long step = given / assets + (long) asset * STAGGER % life.size();
    given++;
    SensorReading template = life.get((int) (step % life.size()));
    return SensorReading.newBuilder(template)
        .setAsset("asset-" + asset)
        .setRun(1 + step / life.size())
        .build();
  }
}
