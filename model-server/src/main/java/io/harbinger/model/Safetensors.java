package io.harbinger.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: the length of a JSON header in 8 little-endian bytes, the header, then
 * the raw values. Only 32-bit floats. The bytes are a function of the contents alone: tensors lie
 * in the order of their names.
 *
 * @param tensors by name
 * @param metadata free text by key
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;

  /** The format's own limit on a header. */
  private static final long MAX_HEADER = 100_000_000;

  /** Sorts by name. */
  public Safetensors {
    tensors = new TreeMap<>(tensors);
    metadata = new TreeMap<>(metadata);
  }

  /** The file's bytes. */
  public byte[] encode() {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = header.putObject(METADATA);
      metadata.forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", "F32");
      node.putPOJO("shape", entry.getValue().shape());
      long end = offset + 4L * entry.getValue().values().length;
      node.putPOJO("data_offsets", List.of(offset, end));
      offset = end;
    }
    byte[] text = header(header);
    // Blanks after the header put the values at a multiple of 8 bytes, as the format asks.
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(text);
    while (buffer.position() < LENGTH_BYTES + padded) {
      buffer.put((byte) ' ');
    }
    for (Tensor tensor : tensors.values()) {
      for (float value : tensor.values()) {
        buffer.putFloat(value);
      }
    }
    return buffer.array();
  }

  private static byte[] header(ObjectNode header) {
    try {
      return JSON.writeValueAsBytes(header);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a safetensors header", e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @param source what they are of, for messages
   */
  public static Safetensors decode(byte[] bytes, String source) {
    if (bytes.length < LENGTH_BYTES) {
      throw refused(source, bytes.length + " bytes", "at least 8");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.getLong();
    if (length < 2 || length > MAX_HEADER || length > bytes.length - LENGTH_BYTES) {
      throw refused(
          source, "a header of " + length + " bytes", "2 to " + (bytes.length - LENGTH_BYTES));
    }
    JsonNode header;
    try {
      header = JSON.readTree(new String(bytes, LENGTH_BYTES, (int) length, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw refused(source, "a header that is no JSON: " + e.getOriginalMessage(), "a JSON object");
    }
    if (header == null || !header.isObject()) {
      throw refused(source, "a header that is no JSON object", "a JSON object");
    }
    ByteBuffer data =
        buffer
            .slice(LENGTH_BYTES + (int) length, bytes.length - LENGTH_BYTES - (int) length)
            .order(ByteOrder.LITTLE_ENDIAN);
    return read(header, data, source);
  }

  private static Safetensors read(JsonNode header, ByteBuffer data, String source) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    TreeMap<Long, Long> extents = new TreeMap<>();
    header
        .properties()
        .forEach(
            field -> {
              if (field.getKey().equals(METADATA)) {
                field
                    .getValue()
                    .properties()
                    .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
              } else {
                tensors.put(
                    field.getKey(),
                    tensor(field.getKey(), field.getValue(), data, extents, source));
              }
            });
    long end = 0;
    for (Map.Entry<Long, Long> extent : extents.entrySet()) {
      if (extent.getKey() != end) {
        throw refused(source, "values at byte " + extent.getKey(), "the next at byte " + end);
      }
      end = extent.getValue();
    }
    if (end != data.limit()) {
      throw refused(source, data.limit() + " bytes of values", end + " as the header says");
    }
    return new Safetensors(tensors, metadata);
  }

  private static Tensor tensor(
      String name, JsonNode node, ByteBuffer data, TreeMap<Long, Long> extents, String source) {
    String type = node.path("dtype").asText();
    if (!type.equals("F32")) {
      throw refused(source, "tensor " + name + " of type " + type, "F32");
    }
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(extent -> shape.add(extent.asLong(-1)));
    JsonNode offsets = node.path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    if (offsets.size() != 2 || from < 0 || to < from || to > data.limit() || (to - from) % 4 != 0) {
      throw refused(
          source, "tensor " + name + " at bytes " + offsets, "within 0 to " + data.limit());
    }
    float[] values = new float[(int) ((to - from) / 4)];
    data.slice((int) from, (int) (to - from))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    if (values.length > 0) {
      extents.merge(
          from,
          to,
          (a, b) -> {
            throw refused(source, "two tensors at byte " + from, "each its own bytes");
          });
    }
    try {
      return Tensor.of(shape, values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(source, "tensor " + name + ": " + e.getMessage(), "shape and bytes that agree");
    }
  }

  private static IllegalArgumentException refused(String source, String got, String expected) {
    return new IllegalArgumentException(
        "%s is no safetensors file that can be read: %s (expected %s)"
            .formatted(source, got, expected));
  }
}
