package io.harbinger.training.recipe;

import java.util.List;

/**
 * Reads recipes of the windowed network: a built-in one by name or a YAML file, laid over the
 * defaults, then single values by {@code key=value}. Anything that is no key of a recipe, of the
 * wrong kind or out of range is refused with a {@link RecipeException}.
 *
 * <pre>{@code
 * RulRecipe recipe = RulRecipes.load("rul-attention", List.of("training.epochs=10"));
 * }</pre>
 */
public final class RulRecipes {
  /** The recipe whose values are the defaults. */
  public static final String DEFAULT = "rul-default";

  private static final RecipeBook<RulRecipe> BOOK =
      new RecipeBook<>(
          RulRecipe.class, List.of(DEFAULT, "rul-attention", "rul-course", "rul-course-attention"));

  private RulRecipes() {}

  /** The names of the built-in recipes. */
  public static List<String> names() {
    return BOOK.names();
  }

  /** The built-in recipe {@value #DEFAULT}. */
  public static RulRecipe defaults() {
    return load(DEFAULT, List.of());
  }

  /**
   * A recipe by name or file.
   *
   * @param nameOrFile one of {@link #names()}, or the path of a YAML file
   * @param assignments single values that override it, as {@code data.cap=null}; the last one wins
   */
  public static RulRecipe load(String nameOrFile, List<String> assignments) {
    return BOOK.load(nameOrFile, assignments);
  }

  /**
   * A recipe from text.
   *
   * @param yaml what differs from the defaults
   * @param origin where the text is from, for messages
   * @param assignments as in {@link #load}
   */
  public static RulRecipe parse(String yaml, String origin, List<String> assignments) {
    return BOOK.parse(yaml, origin, assignments);
  }

  /** The whole recipe as YAML, every value written out; {@link #load} reads it back as it was. */
  public static String toYaml(RulRecipe recipe) {
    return RecipeYaml.write(recipe);
  }
}
