package io.harbinger.contract;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to records of the contract and back. Thread-safe; making one is costly, so keep it.
 *
 * <p>Writes Avro's single-object encoding (two marker bytes, the schema's fingerprint, the record)
 * and reads it in every released version of the schema. Also reads JSON of the same shape, as a
 * person types it: a value whose first byte is <code>{</code>. In it
 *
 * <ul>
 *   <li>a field with a default may be left out, an unknown or doubled one is an error;
 *   <li>timestamps are milliseconds since the epoch;
 *   <li>a number that is none may come as {@code "NaN"}, {@code NaN}, {@code "Infinity"} and so on;
 *       it is read as such, so that whoever checks the values can say so;
 *   <li>bytes are text (UTF-8) under the field's name, or base64 under the name with {@code Base64}
 *       at its end.
 * </ul>
 *
 * <p>{@link #toJson} writes that form.
 *
 * @param <T> the record
 */
public final class ContractCodec<T extends SpecificRecordBase> {

  private static final int HEADER = 10;
  private static final int SHOWN_BYTES = 12;

  private final Class<T> type;
  private final BinaryMessageEncoder<T> encoder;
  private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
  private final JsonReader json;

  private ContractCodec(Class<T> type) {
    this.type = type;
    SpecificData data = SpecificData.getForClass(type);
    // The generated code writes a record that has no logical types, without looking at its schema.
    data.setCustomCoders(true);
    Schema schema = data.getSchema(type);
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    this.json = new JsonReader(data, schema);
    for (Schema released : ReleasedSchemas.of(schema.getName())) {
      readers.put(fingerprint(released), new SpecificDatumReader<>(released, schema, data));
    }
    readers.put(fingerprint(schema), new SpecificDatumReader<>(schema, schema, data));
  }

  /** A codec for one of the contract's generated classes. */
  public static <T extends SpecificRecordBase> ContractCodec<T> of(Class<T> type) {
    ContractTrust.establish();
    return new ContractCodec<>(type);
  }

  /** Avro's single-object encoding. */
  public byte[] encode(T value) {
    try {
      ByteBuffer encoded = encoder.encode(value);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + value, e);
    }
  }

  /**
   * Reads what {@link #encode} or a person wrote.
   *
   * @param value a Kafka record's value
   */
  public T decode(byte @Nullable [] value) throws UnreadableRecordException {
    if (value == null || value.length == 0) {
      throw new UnreadableRecordException(
          DeadLetterReason.EMPTY,
          "a record without a value (expected a %s)".formatted(type.getSimpleName()));
    }
    return value[0] == '{' ? type.cast(json.read(value)) : decodeBinary(value);
  }

  /** One line of JSON of the same shape, which {@link #decode} reads again. */
  public String toJson(T value) {
    return JsonWriter.write(value);
  }

  private T decodeBinary(byte[] value) throws UnreadableRecordException {
    SpecificDatumReader<T> reader = reader(value);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
    T decoded;
    try {
      decoded = reader.read(null, decoder);
    } catch (SecurityException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      boolean truncated = hasEof(e);
      throw new UnreadableRecordException(
          truncated ? DeadLetterReason.TRUNCATED : DeadLetterReason.MALFORMED,
          "%d bytes that %s: %s"
              .formatted(
                  value.length,
                  truncated
                      ? "end before their %s does (expected a whole one)"
                          .formatted(type.getSimpleName())
                      : "are no %s (expected one)".formatted(type.getSimpleName()),
                  e.getMessage()),
          e);
    }
    int left = decoder.remainingBytes();
    if (left > 0) {
      throw new UnreadableRecordException(
          DeadLetterReason.MALFORMED,
          "%d bytes after a %s of %d (expected one record)"
              .formatted(left, type.getSimpleName(), value.length - left));
    }
    return decoded;
  }

  private SpecificDatumReader<T> reader(byte[] value) throws UnreadableRecordException {
    boolean marked = value[0] == (byte) 0xC3 && (value.length < 2 || value[1] == (byte) 0x01);
    if (!marked) {
      throw new UnreadableRecordException(
          DeadLetterReason.MALFORMED,
          "%d bytes that begin with %s (expected a %s in Avro's single-object encoding, which begins with c3 01, or JSON, which begins with '{')"
              .formatted(value.length, start(value), type.getSimpleName()));
    }
    if (value.length < HEADER) {
      throw new UnreadableRecordException(
          DeadLetterReason.TRUNCATED,
          "%d bytes (expected at least the %d of a single-object header)"
              .formatted(value.length, HEADER));
    }
    long fingerprint = ByteBuffer.wrap(value).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong(2);
    SpecificDatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_SCHEMA,
          "written with the schema of fingerprint %016x (expected one of the %d of %s that are known here)"
              .formatted(fingerprint, readers.size(), type.getSimpleName()));
    }
    return reader;
  }

  private static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  private static String start(byte[] value) {
    int shown = Math.min(value.length, SHOWN_BYTES);
    return HexFormat.ofDelimiter(" ").formatHex(value, 0, shown);
  }

  private static boolean hasEof(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }
}
