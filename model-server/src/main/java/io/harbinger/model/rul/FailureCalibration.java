package io.harbinger.model.rul;

/**
 * Makes a probability of failure mean what it says: of predictions at 0.2, one in five fails within
 * the horizon. Platt's scaling (1999) of the raw probability's logit and of the predicted RUL,
 * fitted on engines that the weights were not fitted to. Immutable.
 *
 * @param within15 for 15 cycles
 * @param within30 for 30 cycles
 */
public record FailureCalibration(Logistic within15, Logistic within30) {

  /** Raw probabilities are taken this far from 0 and 1: a certain mistake must stay finite. */
  private static final double EDGE = 1e-6;

  /**
   * The probabilities of failure within both horizons.
   *
   * @param within15 never above {@code within30}, as the longer horizon contains the shorter
   */
  public record Probabilities(double within15, double within30) {}

  /**
   * A probability as the logistic function of {@code intercept + logitWeight * logit(raw) +
   * rulWeight * RUL}.
   *
   * @param intercept of the logit
   * @param logitWeight 0 or above: a larger raw probability never becomes a smaller one
   * @param rulWeight per cycle of predicted RUL, 0 or below: more life never becomes more danger
   */
  public record Logistic(double intercept, double logitWeight, double rulWeight) {

    /** Refuses weights that would turn the order of predictions round. */
    public Logistic {
      if (!Double.isFinite(intercept)
          || !(logitWeight >= 0 && Double.isFinite(logitWeight))
          || !(rulWeight <= 0 && Double.isFinite(rulWeight))) {
        throw new IllegalArgumentException(
            "intercept %s, weight %s of the logit, %s of the RUL (expected finite, 0 or above, 0 or below)"
                .formatted(intercept, logitWeight, rulWeight));
      }
    }

    double of(double raw, double rul) {
      return 1 / (1 + Math.exp(-(intercept + logitWeight * logit(raw) + rulWeight * rul)));
    }
  }

  /**
   * The calibrated probabilities.
   *
   * @param within15 as the model gave it; any constant where it has no failure head
   * @param within30 as the model gave it; any constant where it has no failure head
   * @param rul predicted RUL in cycles
   */
  public Probabilities apply(double within15, double within30, double rul) {
    double shorter = this.within15.of(within15, rul);
    return new Probabilities(shorter, Math.max(shorter, this.within30.of(within30, rul)));
  }

  /** The logit that the scaling is fitted to and applied on. */
  public static double logit(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability %s (expected 0 to 1)".formatted(probability));
    }
    double p = Math.max(EDGE, Math.min(1 - EDGE, probability));
    return Math.log(p / (1 - p));
  }
}
