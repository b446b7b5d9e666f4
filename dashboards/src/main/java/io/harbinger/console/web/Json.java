package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON. A number that is none becomes null, since JSON has no word for it. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes into a generator. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object with what the body writes. */
  static byte[] object(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** Rounded to so many decimals, without needless digits. */
  static void number(JsonGenerator json, String name, @Nullable Double value, int decimals)
      throws IOException {
    json.writeFieldName(name);
    number(json, value == null ? Double.NaN : value, decimals);
  }

  static void numbers(JsonGenerator json, String name, float[] values, int decimals)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (float value : values) {
      number(json, value, decimals);
    }
    json.writeEndArray();
  }

  /** As they are: a float's shortest text. */
  static void numbers(JsonGenerator json, float[] values) throws IOException {
    json.writeStartArray();
    for (float value : values) {
      if (Float.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  static void numbers(JsonGenerator json, String name, long[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  static void numbers(JsonGenerator json, String name, int[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  private static void number(JsonGenerator json, double value, int decimals) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
      return;
    }
    double scale = Math.pow(10, decimals);
    double rounded = Math.rint(value * scale) / scale;
    if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }
}
