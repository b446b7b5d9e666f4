package io.harbinger.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads recipes: a built-in one by name or a YAML file, laid over the defaults, then single values
 * by {@code key=value}. Anything that is no key of a recipe, of the wrong kind or out of range is
 * refused with a {@link RecipeException}.
 *
 * <pre>{@code
 * RulRecipe recipe = RulRecipes.load("rul-attention", List.of("training.epochs=10"));
 * }</pre>
 */
public final class RulRecipes {
  /** The recipe whose values are the defaults. */
  public static final String DEFAULT = "rul-default";

  private static final List<String> NAMES =
      List.of(DEFAULT, "rul-attention", "rul-course", "rul-course-attention");

  private RulRecipes() {}

  /** The names of the built-in recipes. */
  public static List<String> names() {
    return NAMES;
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
    return parse(text(nameOrFile), nameOrFile, assignments);
  }

  /**
   * A recipe from text.
   *
   * @param yaml what differs from the defaults
   * @param origin where the text is from, for messages
   * @param assignments as in {@link #load}
   */
  public static RulRecipe parse(String yaml, String origin, List<String> assignments) {
    RecipeKeys keys = new RecipeKeys(defaultTree());
    ObjectNode tree = within(origin, () -> keys.defaultsWith(RecipeYaml.tree(yaml)));
    RulRecipe recipe = within(origin, () -> RecipeYaml.bind(tree));
    for (String assignment : assignments) {
      within(
          "--set " + assignment,
          () -> {
            keys.merge(tree, assigned(assignment), "");
            return tree;
          });
    }
    return assignments.isEmpty()
        ? recipe
        : within("--set " + String.join(" --set ", assignments), () -> RecipeYaml.bind(tree));
  }

  /** The whole recipe as YAML, every value written out; {@link #load} reads it back as it was. */
  public static String toYaml(RulRecipe recipe) {
    return RecipeYaml.write(recipe);
  }

  private static JsonNode assigned(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1 || assignment.substring(equals + 1).isBlank()) {
      throw new RecipeException("no key=value (expected for instance training.epochs=20)");
    }
    JsonNode value = RecipeYaml.tree(assignment.substring(equals + 1));
    return RecipeKeys.at(assignment.substring(0, equals).strip(), value);
  }

  private static ObjectNode defaultTree() {
    return (ObjectNode) RecipeYaml.tree(builtIn(DEFAULT));
  }

  private static String text(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new RecipeException(
          "recipe %s is neither a file nor built in (expected a YAML file or one of %s)"
              .formatted(nameOrFile, String.join(", ", NAMES)));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("recipe %s cannot be read".formatted(file), e);
    }
  }

  private static String builtIn(String name) {
    try (InputStream resource =
        RulRecipes.class.getResourceAsStream("/recipes/%s.yaml".formatted(name))) {
      if (resource == null) {
        throw new IllegalStateException("the built-in recipe %s is missing".formatted(name));
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in recipe %s cannot be read".formatted(name), e);
    }
  }

  private static <T> T within(String origin, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RecipeException e) {
      throw new RecipeException(origin + ": " + e.getMessage());
    }
  }
}
