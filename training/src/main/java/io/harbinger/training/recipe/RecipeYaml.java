package io.harbinger.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between YAML text, trees and recipes: nothing is guessed from a value of the wrong kind. */
final class RecipeYaml {
  private static final YAMLMapper YAML = mapper();

  private RecipeYaml() {}

  /** The tree of a YAML text; an empty one has no keys. */
  static JsonNode tree(String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      return tree.isMissingNode() ? JsonNodeFactory.instance.objectNode() : tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new RecipeException(
          "line %d is no YAML: %s (expected lines of \"key: value\", each key once)"
              .formatted(line, e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  /** The recipe of a tree that has all keys. */
  static <R> R bind(ObjectNode tree, Class<R> type) {
    try {
      return YAML.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof RecipeException refusal) {
          throw refusal;
        }
      }
      JsonNode value = tree.at("/" + path(e, "/"));
      throw new RecipeException(
          "%s is %s (expected %s)".formatted(path(e, "."), value, expected(e)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("reading a tree cannot fail otherwise", e);
    }
  }

  static String write(Object recipe) {
    try {
      return YAML.writeValueAsString(recipe);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe is always writable", e);
    }
  }

  private static String path(JsonMappingException e, String separator) {
    return e.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining(separator));
  }

  private static String expected(JsonMappingException e) {
    Class<?> type = target(e);
    if (type == null) {
      return "another kind of value";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> YAML.convertValue(constant, String.class))
          .collect(Collectors.joining(" or "));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double.class) {
      return "a number";
    }
    return List.class.isAssignableFrom(type) ? "a list of whole numbers" : "a whole number";
  }

  private static @Nullable Class<?> target(JsonMappingException e) {
    if (e instanceof MismatchedInputException mismatch) {
      return mismatch.getTargetType();
    }
    return e.getCause() instanceof InputCoercionException outOfRange
        ? outOfRange.getTargetType()
        : null;
  }

  private static YAMLMapper mapper() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();
    for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Boolean, LogicalType.Enum)) {
      for (CoercionInputShape shape : CoercionInputShape.values()) {
        boolean own =
            (shape == CoercionInputShape.Integer && type == LogicalType.Integer)
                || (shape == CoercionInputShape.String && type == LogicalType.Enum)
                || (shape == CoercionInputShape.Boolean && type == LogicalType.Boolean);
        mapper
            .coercionConfigFor(type)
            .setCoercion(shape, own ? CoercionAction.TryConvert : CoercionAction.Fail);
      }
    }
    // YAML 1.1 takes 1e-3 for text, since it has no point; people mean the number.
    mapper
        .coercionConfigFor(LogicalType.Float)
        .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
