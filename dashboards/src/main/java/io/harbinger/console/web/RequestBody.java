package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small JSON object that came with a request. */
final class RequestBody {

  static final int LARGEST = 16 * 1024;
  private static final ObjectMapper MAPPER = mapper();

  private final JsonNode object;

  private RequestBody(JsonNode object) {
    this.object = object;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build());
    return mapper;
  }

  /** Reads it, or refuses with 413, 415 or 400. */
  static RequestBody read(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.startsWith("application/json")) {
      throw new RequestException(415, "a body of %s (expected application/json)".formatted(type));
    }
    byte[] bytes;
    try (InputStream in = ctx.bodyInputStream()) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("the body of a request could not be read", e);
    }
    if (bytes.length > LARGEST) {
      throw new RequestException(
          413, "a body of more than %d bytes (expected fewer)".formatted(LARGEST));
    }
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new RequestException(400, "the body is no JSON object (expected one)");
      }
      return new RequestBody(node);
    } catch (JsonProcessingException e) {
      throw new RequestException(400, "the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /** A text without blanks around it that is not empty. */
  String text(String name, int longest) {
    return optionalText(name, longest)
        .orElseThrow(
            () ->
                new RequestException(
                    400, "%s is missing or empty (expected text)".formatted(name)));
  }

  Optional<String> optionalText(String name, int longest) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new RequestException(
          400, "%s is %s (expected text)".formatted(name, value.getNodeType()));
    }
    String text = value.textValue().strip();
    if (text.length() > longest) {
      throw new RequestException(
          400,
          "%s has %d characters (expected at most %d)".formatted(name, text.length(), longest));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  Optional<Long> optionalNumber(String name, long least, long most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new RequestException(400, "%s is %s (expected a whole number)".formatted(name, value));
    }
    long number = value.longValue();
    if (number < least || number > most) {
      throw new RequestException(
          400, "%s is %d (expected %d to %d)".formatted(name, number, least, most));
    }
    return Optional.of(number);
  }

  OptionalDouble optionalDecimal(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber()) {
      throw new RequestException(400, "%s is %s (expected a number)".formatted(name, value));
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /** Whether something is wanted; not where nothing is said of it. */
  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new RequestException(400, "%s is %s (expected true or false)".formatted(name, value));
    }
    return value.booleanValue();
  }

  /** Refuses fields of other names: one that is misspelt must not count as not given. */
  RequestBody withNoneBut(String... names) {
    List<String> known = List.of(names);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new RequestException(
                    400, "an unknown field '%s' (expected only %s)".formatted(name, known));
              }
            });
    return this;
  }
}
