package io.harbinger.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Reads JSON text of a schema's shape. Thread-safe. */
final class JsonReader {

  private static final ObjectReader PARSER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final SpecificData data;
  private final Schema schema;

  JsonReader(SpecificData data, Schema schema) {
    this.data = data;
    this.schema = schema;
  }

  Object read(byte[] json) throws UnreadableRecordException {
    try {
      JsonNode root = PARSER.readTree(json);
      return new JsonShape(data).record(root, schema, JsonPath.root(schema.getName()));
    } catch (JsonShapeException e) {
      throw new UnreadableRecordException(
          DeadLetterReason.MALFORMED_JSON, String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException(
          DeadLetterReason.MALFORMED_JSON,
          "text that is no JSON at line %d, column %d: %s (expected a %s)"
              .formatted(
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage(),
                  schema.getName()),
          e);
    } catch (IOException e) {
      throw new UnreadableRecordException(
          DeadLetterReason.MALFORMED_JSON,
          "text that is no UTF-8: %s (expected a %s)".formatted(e.getMessage(), schema.getName()),
          e);
    }
  }
}
