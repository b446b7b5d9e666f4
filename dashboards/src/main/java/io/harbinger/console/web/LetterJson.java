package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.harbinger.console.live.LetterEntry;
import io.harbinger.contract.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters: the list without their bytes, and one with them. */
final class LetterJson {

  /** As much of the bytes as a person may want to look at. */
  static final int SHOWN_BYTES = 16 * 1024;

  private LetterJson() {}

  static byte[] list(List<LetterEntry> entries) {
    return Json.object(
        json -> {
          json.writeArrayFieldStart("letters");
          for (LetterEntry entry : entries) {
            json.writeStartObject();
            head(json, entry);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static byte[] one(LetterEntry entry) {
    return Json.object(
        json -> {
          head(json, entry);
          bytes(json, "key", entry.letter().getKey());
          bytes(json, "value", entry.letter().getValue());
        });
  }

  private static void head(JsonGenerator json, LetterEntry entry) throws IOException {
    DeadLetter letter = entry.letter();
    json.writeStringField("id", entry.origin().position());
    json.writeNumberField("diedAt", entry.origin().writtenAt().toEpochMilli());
    json.writeStringField("topic", letter.getTopic());
    json.writeNumberField("partition", letter.getPartition());
    json.writeNumberField("offset", letter.getOffset());
    json.writeNumberField("timestamp", letter.getTimestamp().toEpochMilli());
    json.writeStringField("stage", letter.getStage());
    json.writeStringField("reason", letter.getReason().name());
    json.writeStringField("detail", letter.getDetail());
    json.writeNumberField("bytes", letter.getValue() == null ? 0 : letter.getValue().remaining());
    if (entry.resentAt() != null) {
      json.writeNumberField("resentAt", entry.resentAt().toEpochMilli());
    }
  }

  private static void bytes(JsonGenerator json, String name, @Nullable ByteBuffer buffer)
      throws IOException {
    if (buffer == null) {
      return;
    }
    byte[] all = new byte[buffer.remaining()];
    buffer.duplicate().get(all);
    byte[] shown = Arrays.copyOf(all, Math.min(all.length, SHOWN_BYTES));
    json.writeObjectFieldStart(name);
    json.writeNumberField("size", all.length);
    json.writeStringField("base64", Base64.getEncoder().encodeToString(shown));
    Optional<String> text = text(shown);
    if (text.isPresent()) {
      json.writeStringField("text", text.get());
    }
    json.writeEndObject();
  }

  /** UTF-8 where it is; a character that was cut off at the end does not count. */
  private static Optional<String> text(byte[] bytes) {
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    try {
      java.nio.charset.CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, false);
      if (result.isError()) {
        result.throwException();
      }
      return Optional.of(chars.flip().toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
