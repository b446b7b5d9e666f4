package io.harbinger.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Writes records as the JSON that {@link JsonShape} reads. */
final class JsonWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonWriter() {}

  static String write(SpecificRecordBase record) {
    return object(record).toString();
  }

  private static ObjectNode object(SpecificRecordBase record) {
    ObjectNode node = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof ByteBuffer bytes) {
        Optional<String> text = printable(bytes);
        node.put(
            text.isPresent() ? field.name() : field.name() + FieldNames.BASE64,
            text.orElseGet(() -> base64(bytes)));
      } else {
        node.set(field.name(), value(value));
      }
    }
    return node;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof SpecificRecordBase record) {
      return object(record);
    } else if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      list.forEach(item -> array.add(value(item)));
      return array;
    } else if (value instanceof Double number) {
      return Double.isFinite(number)
          ? NODES.numberNode(number.doubleValue())
          : NODES.textNode(number.toString());
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number.intValue());
    } else if (value instanceof Long number) {
      return NODES.numberNode(number.longValue());
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof Instant instant) {
      return NODES.numberNode(instant.toEpochMilli());
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      return NODES.textNode(value.toString());
    }
    throw new IllegalStateException("the contract has no values of type " + value.getClass());
  }

  /** The bytes as text, where they are UTF-8 that a person can read. */
  private static Optional<String> printable(ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      boolean readable =
          text.codePoints()
              .allMatch(
                  c ->
                      c == '\n'
                          || c == '\r'
                          || c == '\t'
                          || (!Character.isISOControl(c) && Character.isDefined(c)));
      return readable ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
