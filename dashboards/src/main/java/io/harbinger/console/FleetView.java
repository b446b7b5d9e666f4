package io.harbinger.console;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as its predictions and alerts tell it. The two topics are read independently, so an
 * alert may come before the prediction that it rests on: alerts are kept by run, and an asset shows
 * from its first prediction on. Thread-safe.
 */
public final class FleetView {

  private final Map<String, RulPrediction> newest = new HashMap<>();
  private final Map<String, Alerts> alerts = new HashMap<>();

  /** Takes a prediction; one that is older than what is shown changes nothing. */
  public synchronized void accept(RulPrediction prediction) {
    newest.merge(
        prediction.getAsset(), prediction, (shown, other) -> isNewer(other, shown) ? other : shown);
  }

  /** Takes a change of an alert's state; one of an older run changes nothing. */
  public synchronized void accept(MaintenanceAlert alert) {
    alerts.merge(
        alert.getAsset(),
        Alerts.NONE.with(alert),
        (standing, first) -> alert.getRun() < standing.run() ? standing : standing.with(alert));
  }

  /** Every asset that has a prediction, worst first. */
  public synchronized List<AssetView> worstFirst() {
    return newest.values().stream().map(this::view).sorted(AssetView.WORST_FIRST).toList();
  }

  private AssetView view(RulPrediction prediction) {
    Alerts standing = alerts.getOrDefault(prediction.getAsset(), Alerts.NONE);
    return new AssetView(
        prediction.getAsset(),
        prediction.getRun(),
        prediction.getCycle(),
        prediction.getRul(),
        prediction.getProbabilityWithin15(),
        prediction.getProbabilityWithin30(),
        standing.state(prediction.getRun()),
        prediction.getModel() + "/" + prediction.getVersion());
  }

  private static boolean isNewer(RulPrediction prediction, RulPrediction shown) {
    return prediction.getRun() > shown.getRun()
        || (prediction.getRun() == shown.getRun() && prediction.getCycle() >= shown.getCycle());
  }

  /**
   * The alerts that stand for an asset.
   *
   * @param run the run that they are about
   * @param failure the severity of the predicted failure; null where none is predicted
   * @param silent whether the asset is without data
   */
  private record Alerts(long run, @Nullable AlertSeverity failure, boolean silent) {

    static final Alerts NONE = new Alerts(Long.MIN_VALUE, null, false);

    Alerts with(MaintenanceAlert alert) {
      boolean raised = alert.getStatus() == AlertStatus.RAISED;
      Alerts base = alert.getRun() == run ? this : new Alerts(alert.getRun(), null, silent);
      AlertKind kind = alert.getKind();
      return switch (kind) {
        case FAILURE_PREDICTED ->
            new Alerts(base.run, raised ? alert.getSeverity() : null, base.silent);
        case NO_DATA -> new Alerts(base.run, base.failure, raised);
        case UNKNOWN -> base;
      };
    }

    AssetState state(long shownRun) {
      if (failure != null && run == shownRun) {
        return failure == AlertSeverity.CRITICAL ? AssetState.CRITICAL : AssetState.WARNING;
      }
      return silent ? AssetState.NO_DATA : AssetState.OK;
    }
  }
}
