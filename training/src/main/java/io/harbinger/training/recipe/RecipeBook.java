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
 * Recipes of one kind: the built-in ones, the first of which has all keys and their defaults, and
 * those of files, laid over the defaults.
 *
 * @param type of the recipes
 * @param names of the built-in ones, the defaults first
 */
record RecipeBook<R>(Class<R> type, List<String> names) {

  RecipeBook {
    names = List.copyOf(names);
  }

  R load(String nameOrFile, List<String> assignments) {
    return parse(text(nameOrFile), nameOrFile, assignments);
  }

  R parse(String yaml, String origin, List<String> assignments) {
    ObjectNode defaults = (ObjectNode) RecipeYaml.tree(builtIn(names.get(0)));
    RecipeKeys keys = new RecipeKeys(defaults);
    ObjectNode tree = within(origin, () -> keys.defaultsWith(RecipeYaml.tree(yaml)));
    R recipe = within(origin, () -> RecipeYaml.bind(tree, type));
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
        : within("--set " + String.join(" --set ", assignments), () -> RecipeYaml.bind(tree, type));
  }

  private static JsonNode assigned(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1 || assignment.substring(equals + 1).isBlank()) {
      throw new RecipeException("no key=value (expected for instance training.epochs=20)");
    }
    JsonNode value = RecipeYaml.tree(assignment.substring(equals + 1));
    return RecipeKeys.at(assignment.substring(0, equals).strip(), value);
  }

  /** The text of a recipe of any kind. */
  static String text(String nameOrFile, List<String> builtIn) {
    if (builtIn.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new RecipeException(
          "recipe %s is neither a file nor built in (expected a YAML file or one of %s)"
              .formatted(nameOrFile, String.join(", ", builtIn)));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("recipe %s cannot be read".formatted(file), e);
    }
  }

  private String text(String nameOrFile) {
    return text(nameOrFile, names);
  }

  private static String builtIn(String name) {
    try (InputStream resource =
        RecipeBook.class.getResourceAsStream("/recipes/%s.yaml".formatted(name))) {
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
