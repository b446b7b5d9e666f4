package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

/**
 * Everything that decides the training of a streaming model besides its data: the same recipe, data
 * and machine give the same model. Immutable; made by {@link StreamRecipes}.
 *
 * @param form always {@value #FORM}: what tells this recipe from one of the windowed network
 * @param network its shape
 * @param data what it is shown
 * @param training how it is fitted
 * @param seed of every random choice: weights, held-out engines, order, dropout, noise
 */
public record StreamRecipe(
    String form,
    StreamNetworkRecipe network,
    StreamDataRecipe data,
    StreamTrainingRecipe training,
    long seed) {

  /** What the form says. */
  public static final String FORM = "streaming";

  public StreamRecipe {
    require(form.equals(FORM), "form", form, FORM);
  }

  /** The same recipe with another seed. */
  public StreamRecipe withSeed(long seed) {
    return new StreamRecipe(form, network, data, training, seed);
  }
}
