package io.harbinger.platform.embedded;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.demo.EngineFailure;
import io.harbinger.platform.demo.SimulatedEngines;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The first readings of a simulated fleet: a source that ends. */
final class FirstReadings implements DemoSource {

  private final SimulatedEngines fleet;
  private final int count;

  FirstReadings(FleetOptions options, int count) {
    this.fleet = new SimulatedEngines(options);
    this.count = count;
  }

  @Override
  public String title() {
    return fleet.title();
  }

  @Override
  public Iterator<SensorReading> readings() {
    Iterator<SensorReading> all = fleet.readings();
    return new Iterator<>() {
      private int taken;

      @Override
      public boolean hasNext() {
        return taken < count;
      }

      @Override
      public SensorReading next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        taken++;
        return all.next();
      }
    };
  }

  @Override
  public List<EngineFailure> failures() {
    return fleet.failures();
  }

  @Override
  public Optional<RulMetrics> judge(Collection<RulPrediction> newest, PlatformModel model) {
    return fleet.judge(newest, model);
  }
}
