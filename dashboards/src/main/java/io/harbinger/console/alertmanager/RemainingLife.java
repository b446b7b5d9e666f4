package io.harbinger.console.alertmanager;

import io.harbinger.contract.RulPrediction;
import java.util.Locale;

/**
 * What the newest prediction of an asset says, in cycles.
 *
 * @param run of the asset
 * @param cycle of the newest reading
 * @param rul remaining useful life
 * @param low end of its interval
 * @param high end of its interval
 */
record RemainingLife(long run, int cycle, double rul, double low, double high) {

  static RemainingLife of(RulPrediction prediction) {
    return new RemainingLife(
        prediction.getRun(),
        prediction.getCycle(),
        prediction.getRul(),
        prediction.getRulLow(),
        prediction.getRulHigh());
  }

  String point() {
    return String.format(Locale.ROOT, "%.0f cycles, at cycle %d", rul, cycle);
  }

  String interval() {
    return String.format(Locale.ROOT, "%.0f to %.0f cycles", low, high);
  }
}
