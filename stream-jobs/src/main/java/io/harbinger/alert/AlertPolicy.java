package io.harbinger.alert;

import io.harbinger.alert.AlertState.OpenAlert;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns one asset's predictions, in order, into alerts. A pure function of state and event:
 * immutable, thread-safe, no clock; the same events give the same alerts with the same ids.
 *
 * <p>FAILURE_PREDICTED: a level (WARNING, CRITICAL) is raised when enough predictions in a row
 * reach its {@link Threshold}, and left when enough in a row are clear of it by the {@link
 * Hysteresis}. An escalation (WARNING to CRITICAL) and an easing (CRITICAL to WARNING) is one
 * RAISED record of the new severity that takes the open one's place, its {@code raisedCycle} the
 * cycle of the change; a CLEARED record closes whatever is open. So a kind is open from its first
 * RAISED to the next CLEARED, and no id comes twice.
 *
 * <p>A new run closes what the old one left open (NEW_RUN), and so does a report that the machine
 * was repaired (REPAIRED): confirmations count anew, so that a machine whose readings still look
 * bad is told of again. What comes late of an old run, or of a cycle that was seen, changes
 * nothing. NO_DATA is raised by {@link #silence} and cleared by the next prediction that counts.
 */
public final class AlertPolicy implements Serializable {

  private static final long serialVersionUID = 1L;

  private final AlertThresholds thresholds;
  private final Threshold warningHeld;
  private final Threshold criticalHeld;

  /** A policy with these thresholds. */
  public AlertPolicy(AlertThresholds thresholds) {
    this.thresholds = thresholds;
    this.warningHeld = thresholds.warning().held(thresholds.hysteresis());
    this.criticalHeld = thresholds.critical().held(thresholds.hysteresis());
  }

  /** What it goes by. */
  public AlertThresholds thresholds() {
    return thresholds;
  }

  /**
   * Whether a prediction counts: not of an earlier run, nor of a cycle that was already seen.
   *
   * @param state of the prediction's asset; null if it was never seen
   */
  public boolean isNews(@Nullable AlertState state, RulPrediction prediction) {
    return state == null
        || prediction.getRun() > state.run()
        || (prediction.getRun() == state.run() && prediction.getCycle() > state.lastCycle());
  }

  /**
   * Takes the next prediction of an asset.
   *
   * @param state of the same asset; null if it was never seen
   */
  public AlertStep step(@Nullable AlertState state, RulPrediction prediction) {
    if (state != null && !isNews(state, prediction)) {
      return new AlertStep(state, List.of());
    }
    List<MaintenanceAlert> alerts = new ArrayList<>();
    OpenAlert open = null;
    Streak streak = Streak.NONE;
    if (state != null) {
      if (state.silent()) {
        alerts.add(AlertRecords.dataResumed(state, prediction));
      }
      if (prediction.getRun() == state.run()) {
        open = state.open();
        streak = state.streak();
      } else if (state.open() != null) {
        alerts.add(AlertRecords.newRun(state, state.open(), prediction));
      }
    }
    streak = streak.next(level(prediction, false), level(prediction, true));
    AlertLevel before = open == null ? AlertLevel.NONE : open.level();
    AlertLevel after = after(before, streak);
    if (after != before) {
      int confirmations = after.atLeast(before) ? streak.reaching(after) : clearing(streak, before);
      if (after == AlertLevel.NONE && open != null) {
        alerts.add(AlertRecords.recovered(open, prediction, confirmations));
        open = null;
      } else {
        open =
            new OpenAlert(
                after, prediction.getCycle(), prediction.getReadingTimestamp().toEpochMilli());
        AlertReason reason =
            after.atLeast(before) ? cause(after, prediction) : AlertReason.RECOVERED;
        alerts.add(AlertRecords.raised(open, before, reason, prediction, confirmations));
      }
    }
    AlertState next =
        new AlertState(
            prediction.getAsset(),
            prediction.getRun(),
            prediction.getCycle(),
            prediction.getReadingTimestamp().toEpochMilli(),
            streak,
            open,
            false);
    return new AlertStep(next, alerts);
  }

  /** Says that an asset has been silent for longer than {@link AlertThresholds#noDataAfter}. */
  public AlertStep silence(AlertState state) {
    if (state.silent()) {
      return new AlertStep(state, List.of());
    }
    return new AlertStep(
        state.withSilent(true), List.of(AlertRecords.silent(state, thresholds.noDataAfter())));
  }

  /**
   * Takes a report that the asset was repaired or replaced. One that is about another run, or older
   * than the open alert, changes nothing: reports and predictions lie in topics of their own, whose
   * order to each other is not kept.
   */
  public AlertStep repaired(AlertState state, MaintenanceEvent report) {
    boolean otherRun = report.getRun() != null && report.getRun() != state.run();
    if (otherRun || report.getTime().toEpochMilli() < begin(state)) {
      return new AlertStep(state, List.of());
    }
    return new AlertStep(
        state.mended(),
        state.open() == null
            ? List.of()
            : List.of(AlertRecords.repaired(state, state.open(), report)));
  }

  private static long begin(AlertState state) {
    return state.open() == null ? state.lastReadingAt() : state.open().raisedAt();
  }

  /** The highest level that a prediction reaches, or is held by. */
  private AlertLevel level(RulPrediction p, boolean held) {
    Threshold critical = held ? criticalHeld : thresholds.critical();
    Threshold warning = held ? warningHeld : thresholds.warning();
    if (critical.reached(p.getRul(), p.getProbabilityWithin15())) {
      return AlertLevel.CRITICAL;
    }
    return warning.reached(p.getRul(), p.getProbabilityWithin30())
        ? AlertLevel.WARNING
        : AlertLevel.NONE;
  }

  private AlertLevel after(AlertLevel before, Streak streak) {
    int raise = thresholds.confirmationsToRaise();
    int clear = thresholds.confirmationsToClear();
    return switch (before) {
      case NONE -> {
        if (streak.critical() >= raise) {
          yield AlertLevel.CRITICAL;
        }
        yield streak.warning() >= raise ? AlertLevel.WARNING : AlertLevel.NONE;
      }
      case WARNING -> {
        if (streak.critical() >= raise) {
          yield AlertLevel.CRITICAL;
        }
        yield streak.clearOfWarning() >= clear ? AlertLevel.NONE : AlertLevel.WARNING;
      }
      case CRITICAL -> {
        if (streak.clearOfWarning() >= clear) {
          yield AlertLevel.NONE;
        }
        yield streak.clearOfCritical() >= clear ? AlertLevel.WARNING : AlertLevel.CRITICAL;
      }
    };
  }

  private static int clearing(Streak streak, AlertLevel left) {
    return left == AlertLevel.CRITICAL ? streak.clearOfCritical() : streak.clearOfWarning();
  }

  private AlertReason cause(AlertLevel level, RulPrediction prediction) {
    Threshold threshold =
        level == AlertLevel.CRITICAL ? thresholds.critical() : thresholds.warning();
    return threshold.lifeReached(prediction.getRul())
        ? AlertReason.RUL_LOW
        : AlertReason.FAILURE_PROBABLE;
  }
}
