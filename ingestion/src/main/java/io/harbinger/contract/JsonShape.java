package io.harbinger.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Fits a JSON tree to a schema of the contract: one value a method, by the schema's type. */
final class JsonShape {

  private static final int SHOWN = 60;

  private final SpecificData data;

  JsonShape(SpecificData data) {
    this.data = data;
  }

  SpecificRecordBase record(JsonNode node, Schema schema, JsonPath path) throws JsonShapeException {
    if (!node.isObject()) {
      throw wrong(path, node, "an object of " + schema.getName());
    }
    refuseUnknown(node, schema, path);
    SpecificRecordBase record = (SpecificRecordBase) data.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), field(node, field, schema, path));
    }
    return record;
  }

  private static void refuseUnknown(JsonNode node, Schema schema, JsonPath path)
      throws JsonShapeException {
    List<String> known = FieldNames.of(schema);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new JsonShapeException(
            path,
            "unknown field '%s'".formatted(shorten(name)),
            FieldNames.nearest(shorten(name), known)
                .map(nearest -> "perhaps '%s'".formatted(nearest))
                .orElse("one of " + String.join(", ", known)));
      }
    }
  }

  private @Nullable Object field(JsonNode node, Schema.Field field, Schema schema, JsonPath path)
      throws JsonShapeException {
    JsonNode value = node.get(field.name());
    JsonNode base64 =
        FieldNames.isBytes(field.schema()) ? node.get(field.name() + FieldNames.BASE64) : null;
    if (value != null && base64 != null) {
      throw new JsonShapeException(
          path,
          "both '%s' and '%s%s'".formatted(field.name(), field.name(), FieldNames.BASE64),
          "one of the two");
    }
    if (base64 != null) {
      return base64(base64, path.field(field.name() + FieldNames.BASE64));
    }
    if (value != null) {
      return value(value, field.schema(), path.field(field.name()));
    }
    if (!field.hasDefaultValue()) {
      throw new JsonShapeException(
          path,
          "no field '%s'".formatted(field.name()),
          "the fields " + String.join(", ", required(schema)));
    }
    return data.deepCopy(field.schema(), data.getDefaultValue(field));
  }

  private static List<String> required(Schema schema) {
    return schema.getFields().stream()
        .filter(field -> !field.hasDefaultValue())
        .map(Schema.Field::name)
        .toList();
  }

  private @Nullable Object value(JsonNode node, Schema schema, JsonPath path)
      throws JsonShapeException {
    return switch (schema.getType()) {
      case RECORD -> record(node, schema, path);
      case ENUM -> symbol(node, schema, path);
      case ARRAY -> array(node, schema, path);
      case UNION -> optional(node, schema, path);
      case STRING -> text(node, path);
      case BYTES -> ByteBuffer.wrap(text(node, path).getBytes(StandardCharsets.UTF_8));
      case INT -> integer(node, path);
      case LONG -> moment(node, schema, path);
      case DOUBLE -> number(node, path);
      case BOOLEAN -> truth(node, path);
      case FLOAT, FIXED, MAP, NULL ->
          throw new IllegalStateException(
              "%s: the contract has no values of type %s".formatted(path, schema.getType()));
    };
  }

  private @Nullable Object optional(JsonNode node, Schema schema, JsonPath path)
      throws JsonShapeException {
    if (node instanceof NullNode) {
      return null;
    }
    Schema other =
        schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
    return value(node, other, path);
  }

  private List<Object> array(JsonNode node, Schema schema, JsonPath path)
      throws JsonShapeException {
    if (!node.isArray()) {
      throw wrong(path, node, "an array");
    }
    List<Object> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(value(node.get(i), schema.getElementType(), path.item(i)));
    }
    return items;
  }

  private Object symbol(JsonNode node, Schema schema, JsonPath path) throws JsonShapeException {
    if (!node.isTextual() || !schema.hasEnumSymbol(node.textValue())) {
      throw wrong(path, node, "one of " + String.join(", ", schema.getEnumSymbols()));
    }
    return data.createEnum(node.textValue(), schema);
  }

  private static String text(JsonNode node, JsonPath path) throws JsonShapeException {
    if (!node.isTextual()) {
      throw wrong(path, node, "text");
    }
    return node.textValue();
  }

  private static Integer integer(JsonNode node, JsonPath path) throws JsonShapeException {
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
      throw wrong(
          path, node, "a whole number of %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    return node.intValue();
  }

  private static Object moment(JsonNode node, Schema schema, JsonPath path)
      throws JsonShapeException {
    boolean timestamp = schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong()) {
      throw wrong(path, node, timestamp ? "milliseconds since 1970-01-01, UTC" : "a whole number");
    }
    return timestamp ? Instant.ofEpochMilli(node.longValue()) : (Object) node.longValue();
  }

  private static Boolean truth(JsonNode node, JsonPath path) throws JsonShapeException {
    if (!node.isBoolean()) {
      throw wrong(path, node, "true or false");
    }
    return node.booleanValue();
  }

  private static Double number(JsonNode node, JsonPath path) throws JsonShapeException {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.isTextual() ? node.textValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(path, node, "a number");
    };
  }

  private static @Nullable ByteBuffer base64(JsonNode node, JsonPath path)
      throws JsonShapeException {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(node, path)));
    } catch (IllegalArgumentException e) {
      throw wrong(path, node, "base64");
    }
  }

  private static JsonShapeException wrong(JsonPath path, JsonNode came, String expected) {
    return new JsonShapeException(path, shorten(came.toString()), expected);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
