package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
import java.util.Optional;

/**
 * One machine's new readings and what the model remembers of it.
 *
 * @param state after the reading before these; empty for a machine's first readings
 * @param readings in cycle order, at least one, none of which the state has seen
 * @param explain whether to tell which sensors moved the last estimate; costs some hundred steps
 */
public record StreamRequest(Optional<StreamState> state, RulWindow readings, boolean explain) {

  /** A request for estimates alone. */
  public static StreamRequest of(Optional<StreamState> state, RulWindow readings) {
    return new StreamRequest(state, readings, false);
  }
}
