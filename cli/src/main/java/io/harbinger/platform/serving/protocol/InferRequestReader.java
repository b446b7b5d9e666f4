package io.harbinger.platform.serving.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads requests, and says of a bad one what is wrong. Thread-safe. */
public final class InferRequestReader {

  private static final ObjectMapper JSON = mapper();

  private InferRequestReader() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build());
    return mapper;
  }

  /** Reads a request, or refuses it with status 400. */
  public static InferRequest read(byte[] body) {
    JsonNode root = object(body);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    JsonNode list = root.path("inputs");
    if (!list.isArray() || list.isEmpty()) {
      throw ProtocolException.of(400, "no inputs (expected a list of at least one tensor)");
    }
    for (JsonNode node : list) {
      Tensor tensor = tensor(node);
      if (inputs.put(tensor.name(), tensor) != null) {
        throw ProtocolException.of(400, "the input %s came twice".formatted(tensor.name()));
      }
    }
    return new InferRequest(id(root), parameters(root), inputs, outputs(root));
  }

  private static JsonNode object(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root == null || !root.isObject()) {
        throw ProtocolException.of(400, "the body is no JSON object (expected one with inputs)");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw ProtocolException.of(400, "the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Optional<String> id(JsonNode root) {
    JsonNode id = root.path("id");
    if (id.isMissingNode() || id.isNull()) {
      return Optional.empty();
    }
    return Optional.of(text(id, "id"));
  }

  private static Map<String, Object> parameters(JsonNode root) {
    JsonNode node = root.path("parameters");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw ProtocolException.of(
          400, "parameters is %s (expected an object)".formatted(node.getNodeType()));
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.isValueNode() || value.isNull()) {
                throw ProtocolException.of(
                    400,
                    "the parameter %s is %s (expected text, a number, true or false)"
                        .formatted(entry.getKey(), value.getNodeType()));
              }
              parameters.put(
                  entry.getKey(),
                  value.isBoolean() ? (Object) value.booleanValue() : value.asText());
            });
    return parameters;
  }

  private static Set<String> outputs(JsonNode root) {
    JsonNode list = root.path("outputs");
    if (list.isMissingNode() || list.isNull()) {
      return Set.of();
    }
    if (!list.isArray()) {
      throw ProtocolException.of(
          400, "outputs is %s (expected a list)".formatted(list.getNodeType()));
    }
    Set<String> names = new LinkedHashSet<>();
    list.forEach(node -> names.add(text(node.path("name"), "the name of an output")));
    return names;
  }

  private static Tensor tensor(JsonNode node) {
    if (!node.isObject()) {
      throw ProtocolException.of(
          400, "an input is %s (expected an object)".formatted(node.getNodeType()));
    }
    String name = text(node.path("name"), "the name of an input");
    if (node.path("parameters").has("binary_data_size")) {
      throw ProtocolException.of(
          400, "%s comes in binary form (expected its data as JSON)".formatted(name));
    }
    Datatype datatype = Datatype.of(name, text(node.path("datatype"), "the datatype of " + name));
    List<Integer> shape = shape(name, node.path("shape"));
    List<JsonNode> flat = new ArrayList<>();
    JsonNode data = node.path("data");
    if (!data.isArray()) {
      throw ProtocolException.of(
          400, "the data of %s is %s (expected a list)".formatted(name, data.getNodeType()));
    }
    flatten(data, flat);
    return new Tensor(name, shape, elements(name, datatype, flat));
  }

  private static List<Integer> shape(String name, JsonNode node) {
    if (!node.isArray()) {
      throw ProtocolException.of(
          400, "the shape of %s is %s (expected a list)".formatted(name, node.getNodeType()));
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode extent : node) {
      if (!extent.isIntegralNumber() || !extent.canConvertToInt()) {
        throw ProtocolException.of(
            400, "the shape of %s has %s (expected whole numbers)".formatted(name, extent));
      }
      shape.add(extent.intValue());
    }
    return shape;
  }

  /** Data may be nested as the shape is, or flat. */
  private static void flatten(JsonNode data, List<JsonNode> into) {
    for (JsonNode element : data) {
      if (element.isArray()) {
        flatten(element, into);
      } else {
        into.add(element);
      }
    }
  }

  private static Tensor.Elements elements(String name, Datatype datatype, List<JsonNode> flat) {
    if (datatype.kind() == Datatype.Kind.TEXT) {
      return new Tensor.Texts(
          flat.stream().map(node -> text(node, "an element of " + name)).toList());
    }
    double[] values = new double[flat.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(name, datatype, flat.get(i));
    }
    return new Tensor.Numbers(datatype, values);
  }

  private static double number(String name, Datatype datatype, JsonNode node) {
    boolean right =
        switch (datatype.kind()) {
          case TRUTH -> node.isBoolean();
          case WHOLE -> node.isIntegralNumber();
          case REAL -> node.isNumber();
          case TEXT -> false;
        };
    if (!right) {
      throw ProtocolException.of(400, "%s is %s and holds %s".formatted(name, datatype, node));
    }
    return node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue();
  }

  private static String text(JsonNode node, String what) {
    if (!node.isTextual()) {
      throw ProtocolException.of(
          400,
          "%s is %s (expected text)"
              .formatted(what, node.isMissingNode() ? "missing" : node.getNodeType()));
    }
    return node.textValue();
  }
}
