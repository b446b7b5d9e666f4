package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.ReferenceComparison;
import io.harbinger.model.rul.reference.RulReference;
import java.util.List;

/** What is compared with the reference. */
enum Compared {
  /** Each sensor's readings. */
  SENSORS,
  /** What the model predicts. */
  PREDICTIONS;

  /** What there is an index of, in the comparison's order. */
  List<String> values(RulReference reference) {
    return switch (this) {
      case SENSORS -> reference.sensors();
      case PREDICTIONS -> List.of("rul");
    };
  }

  ReferenceComparison comparison(RulReference reference, int window) {
    return switch (this) {
      case SENSORS -> reference.compareSensors(window);
      case PREDICTIONS -> reference.comparePredictions(window);
    };
  }
}
