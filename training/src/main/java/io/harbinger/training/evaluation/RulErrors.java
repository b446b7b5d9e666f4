package io.harbinger.training.evaluation;

/**
 * Error measures over differences d = predicted - true, in cycles: above 0 the prediction was late
 * (it promised more life than there was), below 0 early. Each takes at least one difference.
 */
public final class RulErrors {
  private RulErrors() {}

  /** Root of the mean square. */
  public static double rmse(double[] differences) {
    double sum = 0;
    for (double d : differences) {
      sum += d * d;
    }
    return Math.sqrt(sum / atLeastOne(differences));
  }

  /** Mean absolute value. */
  public static double mae(double[] differences) {
    double sum = 0;
    for (double d : differences) {
      sum += Math.abs(d);
    }
    return sum / atLeastOne(differences);
  }

  /**
   * The score of the PHM08 challenge (Saxena et al. 2008): the <em>sum</em> over engines of
   * exp(-d/13) - 1 where early and exp(d/10) - 1 where late. Being a sum it cannot be compared
   * between sets of different size.
   */
  public static double phm08Score(double[] differences) {
    atLeastOne(differences);
    double sum = 0;
    for (double d : differences) {
      sum += d < 0 ? Math.expm1(-d / 13) : Math.expm1(d / 10);
    }
    return sum;
  }

  private static int atLeastOne(double[] differences) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("no differences to measure (expected at least one)");
    }
    return differences.length;
  }
}
