package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the network is shown. Immutable.
 *
 * @param window readings of a window; shorter histories are padded by their first reading
 * @param cap the largest RUL label in cycles; null leaves labels as they are
 * @param normalisation how channels are scaled
 * @param clip the largest magnitude of a scaled channel; further out it is cut
 * @param minCycles engines with fewer cycles are dropped; 0 drops none
 * @param horizons cycles within which failure is predicted, ascending
 * @param validationFraction share of the training engines that is held out; 0 holds out none, and
 *     then nothing stops early and the decisions stay untuned
 */
public record DataRecipe(
    int window,
    @Nullable Integer cap,
    Normalisation normalisation,
    double clip,
    int minCycles,
    List<Integer> horizons,
    double validationFraction) {

  public DataRecipe {
    horizons = List.copyOf(horizons);
    require(window >= 1 && window <= 10_000, "data.window", window, "1 to 10000 readings");
    require(cap == null || cap >= 1, "data.cap", "" + cap, "1 cycle or more, or null for no cap");
    require(clip > 0 && Double.isFinite(clip), "data.clip", clip, "above 0");
    require(minCycles >= 0, "data.minCycles", minCycles, "0 or more");
    require(
        isAscending(horizons),
        "data.horizons",
        horizons,
        "at least one number of cycles, each 1 or more, ascending");
    require(
        validationFraction >= 0 && validationFraction <= 0.5,
        "data.validationFraction",
        validationFraction,
        "0 to 0.5");
  }

  /** The largest RUL label in cycles, empty where labels are not capped. */
  public OptionalInt labelCap() {
    return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
  }

  /**
   * How many engines are held out: the fraction, rounded, but at least one unless it is 0.
   *
   * @param engines of the training set, after dropping
   */
  public int validationEngines(int engines) {
    return validationFraction == 0
        ? 0
        : Math.max(1, (int) Math.round(validationFraction * engines));
  }

  private static boolean isAscending(List<Integer> horizons) {
    int last = 0;
    for (int horizon : horizons) {
      if (horizon <= last) {
        return false;
      }
      last = horizon;
    }
    return last > 0;
  }
}
