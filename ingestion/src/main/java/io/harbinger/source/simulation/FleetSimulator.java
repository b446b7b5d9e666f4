package io.harbinger.source.simulation;

import io.harbinger.contract.SensorReading;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Turbofans near sea level that run to failure and are then replaced, without end: one reading of
 * every engine in turn, in the channels, units and decimals of FD001.
 *
 * <pre>{@code
 * Iterator<SensorReading> readings = new FleetSimulator(FleetOptions.staggered(20, 7)).readings();
 * }</pre>
 *
 * <p>The same options give the same stream. Each engine has a random source of its own, so a larger
 * fleet has the same first engines.
 *
 * <p>Not thread-safe.
 */
public final class FleetSimulator implements Iterator<SimulatedReading> {

  private final List<EngineSlot> slots;
  private int turn;

  /** The fleet before its first cycle. */
  public FleetSimulator(FleetOptions options) {
    SplittableRandom random = new SplittableRandom(options.seed());
    slots =
        IntStream.range(0, options.engines())
            .mapToObj(engine -> new EngineSlot(options, engine, random.split()))
            .toList();
  }

  /** Always true: a failed engine is replaced. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SimulatedReading next() {
    EngineSlot slot = slots.get(turn);
    turn = (turn + 1) % slots.size();
    return slot.next();
  }

  /** The assets, in the order of their readings. */
  public List<String> assets() {
    return slots.stream().map(EngineSlot::asset).toList();
  }

  /** This stream without the truth; taking from it takes from this one. */
  public Iterator<SensorReading> readings() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return FleetSimulator.this.hasNext();
      }

      @Override
      public SensorReading next() {
        return FleetSimulator.this.next().reading();
      }
    };
  }
}
