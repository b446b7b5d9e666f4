package io.harbinger.training.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The keys a recipe may have: those of the default recipe, which has them all. Lays changes over
 * the defaults and refuses what has no place there.
 */
final class RecipeKeys {
  private static final Set<String> MAY_BE_NULL = Set.of("data.cap");

  private final ObjectNode defaults;

  RecipeKeys(ObjectNode defaults) {
    this.defaults = defaults;
  }

  /** The defaults, changed where {@code changes} says so. */
  ObjectNode defaultsWith(JsonNode changes) {
    ObjectNode merged = defaults.deepCopy();
    merge(merged, changes, "");
    return merged;
  }

  /** Lays a change over a tree that has all keys. */
  void merge(ObjectNode target, JsonNode changes, String path) {
    if (!changes.isObject()) {
      throw new RecipeException(
          "%s is %s (expected the keys %s)"
              .formatted(
                  path.isEmpty() ? "the recipe" : path, changes, String.join(", ", names(target))));
    }
    for (String name : names(changes)) {
      String key = path.isEmpty() ? name : path + "." + name;
      JsonNode present = target.get(name);
      JsonNode change = changes.get(name);
      if (present == null) {
        throw new RecipeException(
            "%s is no key of a recipe (the nearest is %s)".formatted(key, nearest(key)));
      }
      if (present instanceof ObjectNode below) {
        merge(below, change, key);
      } else if (holdsNull(change) && !MAY_BE_NULL.contains(key)) {
        throw new RecipeException(
            "%s is %s (expected a value like %s)".formatted(key, change, present));
      } else {
        target.set(name, change);
      }
    }
  }

  /** A tree with one value, at a path of keys with dots between. */
  static ObjectNode at(String path, JsonNode value) {
    int dot = path.lastIndexOf('.');
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set(path.substring(dot + 1), value);
    return dot < 0 ? node : at(path.substring(0, dot), node);
  }

  private String nearest(String key) {
    LevenshteinDistance edits = LevenshteinDistance.getDefaultInstance();
    List<String> keys = new ArrayList<>();
    collect(defaults, "", keys);
    return keys.stream()
        .min(
            Comparator.comparingInt((String known) -> edits.apply(last(known), last(key)))
                .thenComparingInt(known -> edits.apply(known, key))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static void collect(JsonNode node, String path, List<String> keys) {
    for (String name : names(node)) {
      String key = path.isEmpty() ? name : path + "." + name;
      keys.add(key);
      collect(node.get(name), key, keys);
    }
  }

  private static boolean holdsNull(JsonNode value) {
    return value.isNull()
        || (value.isArray()
            && StreamSupport.stream(value.spliterator(), false).anyMatch(JsonNode::isNull));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
