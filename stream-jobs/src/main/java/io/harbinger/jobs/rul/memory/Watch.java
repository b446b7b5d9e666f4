package io.harbinger.jobs.rul.memory;

import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StateSize;
import java.util.List;

/**
 * Which of an asset's predictions are told with their reasons. A prediction is watched where the
 * one before it came near an alert. The first that is watched is explained, and then every so many;
 * those between repeat the latest reasons. A function of the predictions alone, so that it does not
 * matter in which batches they were made.
 *
 * @param near whether the latest prediction came near an alert
 * @param since watched predictions since the latest explanation; {@value #UNTOLD} before any
 * @param reasons of the latest explanation, the strongest first
 */
public record Watch(boolean near, int since, List<SensorEffect> reasons) {

  static final int UNTOLD = -1;

  /** Reasons that are told and kept. */
  static final int TOLD = StateSize.REASONS;

  /** Before an asset's first prediction. */
  public static final Watch NONE = new Watch(false, UNTOLD, List.of());

  /** Copies the list. */
  public Watch {
    reasons = List.copyOf(reasons);
  }

  /** Whether the next prediction is to be explained. */
  boolean due(int every) {
    return near && (since == UNTOLD || since + 1 >= every);
  }

  /** How many predictions come before the one that is to be explained, if all come near. */
  int untilDue(int every) {
    return since == UNTOLD ? 0 : Math.max(0, every - 1 - since);
  }

  /** After a prediction that was not explained. */
  Watch next(boolean nowNear) {
    return near ? new Watch(nowNear, since + 1, reasons) : new Watch(nowNear, UNTOLD, List.of());
  }

  /** As they are kept, so that it makes no difference whether they were. */
  private static SensorEffect rounded(SensorEffect effect) {
    return new SensorEffect(effect.sensor(), (float) effect.deviation(), (float) effect.cycles());
  }

  /** After a prediction that was. */
  Watch explained(boolean nowNear, List<SensorEffect> told) {
    return new Watch(nowNear, 0, told.stream().limit(TOLD).map(Watch::rounded).toList());
  }
}
