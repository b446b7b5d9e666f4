package io.harbinger.platform.monitoring;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.demo.EngineFailure;
import io.harbinger.platform.demo.SimulatedEngines;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A simulated fleet without end; an engine that is taken into the workshop sends nothing more. */
public final class Workshop implements DemoSource {

  private final SimulatedEngines fleet;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Map<String, SensorReading> newest = new ConcurrentHashMap<>();

  /** The fleet before its first cycle. */
  public Workshop(FleetOptions options) {
    this.fleet = new SimulatedEngines(options);
  }

  /** From here on the engine is silent; what it sent last, if anything. */
  public Optional<SensorReading> take(String asset) {
    taken.add(asset);
    return Optional.ofNullable(newest.get(asset));
  }

  @Override
  public String title() {
    return fleet.title();
  }

  @Override
  public Iterator<SensorReading> readings() {
    Iterator<SensorReading> all = fleet.readings();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public SensorReading next() {
        SensorReading reading = all.next();
        while (taken.contains(reading.getAsset())) {
          reading = all.next();
        }
        newest.put(reading.getAsset(), reading);
        return reading;
      }
    };
  }

  @Override
  public List<EngineFailure> failures() {
    return fleet.failures();
  }

  @Override
  public Optional<RulMetrics> judge(Collection<RulPrediction> predictions, PlatformModel model) {
    return fleet.judge(predictions, model);
  }
}
