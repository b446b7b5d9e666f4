package io.harbinger.platform.demo;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Readings for one run of the platform, with what is known of their engines' fate. */
public interface DemoSource {

  /** What the readings are, for the display. */
  String title();

  /** The readings; read once, by one thread. */
  Iterator<SensorReading> readings();

  /** Engines that failed in what was read so far; safe to ask while it is being read. */
  List<EngineFailure> failures();

  /**
   * How good the predictions were, where the source knows the truth about every asset and each was
   * predicted at its last reading.
   *
   * @param newest the newest prediction of each asset
   * @param model what the model's own rules of decision are
   */
  Optional<RulMetrics> judge(Collection<RulPrediction> newest, PlatformModel model);
}
