package io.harbinger.platform.serving.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes answers as the protocol's JSON. Thread-safe. */
public final class JsonAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswers() {}

  /** A model's answer. */
  public static byte[] inference(InferResponse response) {
    ObjectNode root = JSON.createObjectNode();
    root.put("model_name", response.model());
    root.put("model_version", String.join(",", response.versions().stream().distinct().toList()));
    response.id().ifPresent(id -> root.put("id", id));
    if (!response.ofOneVersion()) {
      // The protocol knows one version of an answer; which row is whose is said beside it.
      root.putObject("parameters").put("row_versions", String.join(",", response.versions()));
    }
    ArrayNode outputs = root.putArray("outputs");
    response.outputs().forEach(tensor -> outputs.add(tensor(tensor)));
    return bytes(root);
  }

  private static ObjectNode tensor(Tensor tensor) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", tensor.name()).put("datatype", tensor.elements().datatype().name());
    ArrayNode shape = node.putArray("shape");
    tensor.shape().forEach(shape::add);
    ArrayNode data = node.putArray("data");
    if (tensor.elements() instanceof Tensor.Texts texts) {
      texts.values().forEach(data::add);
    } else if (tensor.elements().datatype().kind() == Datatype.Kind.WHOLE) {
      for (double value : tensor.numbers()) {
        data.add((long) value);
      }
    } else {
      for (double value : tensor.numbers()) {
        // The shortest decimal that is this number in the tensor's own precision.
        data.add((float) value);
      }
    }
    return node;
  }

  /** What a model takes and tells. */
  public static byte[] model(
      String name,
      List<String> versions,
      String platform,
      List<TensorMetadata> inputs,
      List<TensorMetadata> outputs) {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", name);
    ArrayNode all = root.putArray("versions");
    versions.forEach(all::add);
    root.put("platform", platform);
    root.set("inputs", tensors(inputs));
    root.set("outputs", tensors(outputs));
    return bytes(root);
  }

  private static ArrayNode tensors(List<TensorMetadata> tensors) {
    ArrayNode list = JSON.createArrayNode();
    for (TensorMetadata tensor : tensors) {
      ObjectNode node = list.addObject();
      node.put("name", tensor.name()).put("datatype", tensor.datatype().name());
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
    }
    return list;
  }

  /** What the server is. */
  public static byte[] server(String version) {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", "harbinger").put("version", version).putArray("extensions");
    return bytes(root);
  }

  /** Whether something holds. */
  public static byte[] truth(String name, boolean value) {
    return bytes(JSON.createObjectNode().put(name, value));
  }

  /** Whether a model is ready. */
  public static byte[] ready(String model, boolean value) {
    return bytes(JSON.createObjectNode().put("name", model).put("ready", value));
  }

  /** A refusal. */
  public static byte[] error(String message) {
    return bytes(JSON.createObjectNode().put("error", message));
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }
}
