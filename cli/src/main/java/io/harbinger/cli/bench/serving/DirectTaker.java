package io.harbinger.cli.bench.serving;

import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import java.util.List;

/**
 * Calls the bare model with all windows together. Does not own the model.
 *
 * @param model shared by all threads
 * @param windows as many as a call has at most
 */
record DirectTaker(RulModel model, List<RulWindow> windows) implements TakingSide.Taker {

  @Override
  public void answer(int count) {
    model.predict(windows.subList(0, count));
  }

  @Override
  public void close() {}
}
