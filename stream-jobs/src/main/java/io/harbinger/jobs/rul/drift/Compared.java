package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.ReferenceComparison;
import io.harbinger.model.rul.reference.RulReference;

/** What is compared with the reference. */
enum Compared {
  /** Each sensor's readings. */
  SENSORS,
  /** What the model predicts. */
  PREDICTIONS;

  ReferenceComparison comparison(RulReference reference, int window) {
    return switch (this) {
      case SENSORS -> reference.compareSensors(window);
      case PREDICTIONS -> reference.comparePredictions(window);
    };
  }
}
