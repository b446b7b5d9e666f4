package io.harbinger.platform.demo;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.platform.observation.AssetRun;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.harbinger.source.simulation.SimulatedReading;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated fleet without end, whose failures are known as they happen. */
public final class SimulatedEngines implements DemoSource {

  private final FleetOptions options;
  private final FleetSimulator simulator;
  private final List<EngineFailure> failures = new CopyOnWriteArrayList<>();

  /** The fleet before its first cycle. */
  public SimulatedEngines(FleetOptions options) {
    this.options = options;
    this.simulator = new FleetSimulator(options);
  }

  @Override
  public String title() {
    return "simulated fleet of %d turbofans, seed %d".formatted(options.engines(), options.seed());
  }

  @Override
  public Iterator<SensorReading> readings() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return simulator.hasNext();
      }

      @Override
      public SensorReading next() {
        SimulatedReading simulated = simulator.next();
        SensorReading reading = simulated.reading();
        if (simulated.failed()) {
          failures.add(
              new EngineFailure(
                  new AssetRun(reading.getAsset(), reading.getRun()), reading.getCycle()));
        }
        return reading;
      }
    };
  }

  @Override
  public List<EngineFailure> failures() {
    return List.copyOf(failures);
  }

  /** Empty: engines are replaced and have no last reading. */
  @Override
  public Optional<RulMetrics> judge(Collection<RulPrediction> newest, PlatformModel model) {
    return Optional.empty();
  }
}
