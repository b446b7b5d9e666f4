package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.SensorWindow;
import io.harbinger.jobs.rul.memory.FreshWindow;

/** A window of a batch, in the order of its coming. */
sealed interface GatheredWindow {

  /**
   * One to ask the model about.
   *
   * @param raw as it came
   * @param window read
   * @param fresh its readings
   */
  record Readable(RawWindow raw, SensorWindow window, FreshWindow fresh)
      implements GatheredWindow {}

  /** One that nobody could predict on. */
  record Unreadable(DeadLetter letter) implements GatheredWindow {}
}
