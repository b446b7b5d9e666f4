package io.harbinger.platform.monitoring;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.demo.EngineFailure;
import io.harbinger.platform.demo.SimulatedEngines;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.platform.observation.AssetRun;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated fleet without end; an engine that is taken into the workshop sends nothing more and
 * does not fail. Thread-safe.
 */
public final class Workshop implements DemoSource {

  private final SimulatedEngines fleet;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, SensorReading> newest = new HashMap<>();
  private final List<EngineFailure> failures = new ArrayList<>();

  /** The fleet before its first cycle. */
  public Workshop(FleetOptions options) {
    this.fleet = new SimulatedEngines(options);
  }

  /**
   * Takes an engine out of service in one of its lives, for good.
   *
   * @return what it sent last; empty where that life is over, and then nothing is taken
   */
  public synchronized Optional<SensorReading> take(String asset, long run) {
    SensorReading last = newest.get(asset);
    if (last == null || last.getRun() != run || hasFailed(new AssetRun(asset, run))) {
      return Optional.empty();
    }
    taken.add(asset);
    return Optional.of(last);
  }

  private boolean hasFailed(AssetRun engine) {
    return failures.stream().anyMatch(failure -> failure.engine().equals(engine));
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
        return nextInService(all);
      }
    };
  }

  private synchronized SensorReading nextInService(Iterator<SensorReading> all) {
    SensorReading reading = all.next();
    while (taken.contains(reading.getAsset())) {
      reading = all.next();
    }
    newest.put(reading.getAsset(), reading);
    // The simulation goes on with the engines in the workshop: theirs are no failures here.
    AssetRun engine = new AssetRun(reading.getAsset(), reading.getRun());
    fleet.failures().stream()
        .filter(failure -> failure.engine().equals(engine))
        .forEach(failures::add);
    return reading;
  }

  @Override
  public synchronized List<EngineFailure> failures() {
    return List.copyOf(failures);
  }

  @Override
  public Optional<RulMetrics> judge(Collection<RulPrediction> predictions, PlatformModel model) {
    return fleet.judge(predictions, model);
  }
}
