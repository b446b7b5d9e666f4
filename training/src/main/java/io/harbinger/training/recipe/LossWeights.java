package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

/**
 * What each head's loss counts in the sum. Immutable.
 *
 * @param failure of the mean cross-entropy of "fails within", over the horizons
 * @param rul of the RUL head's loss
 */
public record LossWeights(double failure, double rul) {

  public LossWeights {
    require(isWeight(failure), "training.lossWeights.failure", failure, "0 or more");
    require(isWeight(rul), "training.lossWeights.rul", rul, "0 or more");
    require(
        failure + rul > 0, "training.lossWeights", failure + " and " + rul, "at least one above 0");
  }

  private static boolean isWeight(double value) {
    return value >= 0 && Double.isFinite(value);
  }
}
