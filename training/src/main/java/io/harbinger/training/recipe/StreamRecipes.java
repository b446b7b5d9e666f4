package io.harbinger.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads recipes of the streaming network, as {@link RulRecipes} does those of the windowed one. A
 * recipe's {@code form} tells the two kinds apart.
 */
public final class StreamRecipes {
  /** The recipe whose values are the defaults. */
  public static final String DEFAULT = "rul-stream";

  private static final RecipeBook<StreamRecipe> BOOK =
      new RecipeBook<>(StreamRecipe.class, List.of(DEFAULT, "rul-stream-100"));

  private StreamRecipes() {}

  /** The names of the built-in recipes. */
  public static List<String> names() {
    return BOOK.names();
  }

  /**
   * Whether a recipe is one of the streaming network.
   *
   * @param nameOrFile a built-in name of either kind, or the path of a YAML file
   */
  public static boolean isStream(String nameOrFile) {
    List<String> all = new ArrayList<>(names());
    all.addAll(RulRecipes.names());
    JsonNode form = RecipeYaml.tree(RecipeBook.text(nameOrFile, all)).path("form");
    return form.isTextual() && form.asText().equals(StreamRecipe.FORM);
  }

  /**
   * A recipe by name or file.
   *
   * @param nameOrFile one of {@link #names()}, or the path of a YAML file
   * @param assignments single values that override it, as {@code training.epochs=20}; the last wins
   */
  public static StreamRecipe load(String nameOrFile, List<String> assignments) {
    return BOOK.load(nameOrFile, assignments);
  }

  /**
   * A recipe from text.
   *
   * @param yaml what differs from the defaults
   * @param origin where the text is from, for messages
   * @param assignments as in {@link #load}
   */
  public static StreamRecipe parse(String yaml, String origin, List<String> assignments) {
    return BOOK.parse(yaml, origin, assignments);
  }

  /** The whole recipe as YAML, every value written out; {@link #load} reads it back as it was. */
  public static String toYaml(StreamRecipe recipe) {
    return RecipeYaml.write(recipe);
  }
}
