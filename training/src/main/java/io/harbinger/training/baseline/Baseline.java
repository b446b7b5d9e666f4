package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.conformal.IntervalFit;
import io.harbinger.training.evaluation.Truncations;
import java.util.List;
import java.util.Locale;

/** The models that a network has to beat, simplest first. */
public enum Baseline {
  /** The mean RUL of training engines' cuts. */
  CONSTANT("the mean RUL of training engines cut as the test set is"),
  /** Ridge regression on the last reading. */
  RIDGE("ridge regression on the last reading's 14 sensors, scaled by operating condition"),
  /** Gradient boosting on statistics of the last 30 cycles. */
  BOOSTING("gradient boosting on mean, deviation, slope and last of the last 30 cycles, and age");

  private final String description;

  Baseline(String description) {
    this.description = description;
  }

  /** Its name in lower case, as a key. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, in words. */
  public String description() {
    return description;
  }

  /** How its interval is calibrated: by its quantiles where it tells any. */
  public IntervalFit intervals() {
    return switch (this) {
      case CONSTANT, RIDGE -> IntervalFit.OF_RESIDUALS;
      case BOOSTING -> IntervalFit.DEFAULT;
    };
  }

  FittedBaseline fit(List<EngineRun> engines, Truncations truncations, long seed) {
    return switch (this) {
      case CONSTANT -> ConstantModel.fit(engines, truncations);
      case RIDGE -> RidgeModel.fit(engines);
      case BOOSTING -> BoostingModel.fit(engines, seed);
    };
  }
}
