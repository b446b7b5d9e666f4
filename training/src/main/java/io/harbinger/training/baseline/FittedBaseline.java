package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;
import java.util.List;

/** A baseline that has seen its training engines. Closed by whoever has fitted it. */
interface FittedBaseline extends AutoCloseable {

  /**
   * What it says in cycles; both quantiles are the prediction where it tells none.
   *
   * @param lower not above {@code upper}
   */
  record Told(double rul, double lower, double upper) {
    static Told only(double rul) {
      return new Told(rul, rul, rul);
    }
  }

  /** What it says at each cycle, from no reading later than the cycle. */
  List<Told> predict(EngineRun engine);

  @Override
  default void close() {}
}
