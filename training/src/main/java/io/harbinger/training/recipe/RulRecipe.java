package io.harbinger.training.recipe;

/**
 * Everything that decides the training of a remaining-useful-life model besides its data: the same
 * recipe, data and machine give the same model. Immutable; made by {@link RulRecipes}.
 *
 * @param network its shape
 * @param data what it is shown
 * @param training how it is fitted
 * @param seed of every random choice: weights, held-out engines, order, dropout
 */
public record RulRecipe(
    NetworkRecipe network, DataRecipe data, TrainingRecipe training, long seed) {

  /** The same recipe with another seed. */
  public RulRecipe withSeed(long seed) {
    return new RulRecipe(network, data, training, seed);
  }
}
