package io.harbinger.windows;

import io.harbinger.contract.SensorReading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.SchemaNormalization;

/**
 * The state in bytes: a version, then fixed-width big-endian fields. State outlives the program
 * that wrote it, so a change of the layout takes the next version and goes on reading this one.
 */
final class StateBytes {

  /** Of readings, and of those that are held. */
  static final byte VERSION = 1;

  /** Of runs; the first had no count of windows since the last key frame. */
  static final byte RUN_VERSION = 2;

  private static final int RUN_STATE_BYTES = 1 + 4 * Long.BYTES + 6 * Integer.BYTES;

  private StateBytes() {}

  static byte[] write(RunState state) {
    return ByteBuffer.allocate(RUN_STATE_BYTES)
        .put(RUN_VERSION)
        .putLong(state.run())
        .putLong(state.startedAt())
        .putInt(state.firstCycle())
        .putInt(state.lastCycle())
        .putLong(state.released())
        .putInt(state.unwindowed())
        .putInt(state.held())
        .putLong(state.firstFingerprint())
        .putInt(state.previousLastCycle())
        .putInt(state.sinceKeyFrame())
        .array();
  }

  static RunState readRunState(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != 1 && version != RUN_VERSION) {
      throw unknown(version, "1 or " + RUN_VERSION);
    }
    return new RunState(
        in.getLong(),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        in.getInt(),
        version == 1 ? RunState.KEY_FRAME_DUE : in.getInt());
  }

  static byte[] write(StoredReading reading) {
    ByteBuffer out = ByteBuffer.allocate(1 + size(reading)).put(VERSION);
    put(out, reading);
    return out.array();
  }

  static StoredReading readReading(byte[] bytes) {
    return reading(open(bytes));
  }

  static byte[] write(HeldReading held) {
    ByteBuffer out =
        ByteBuffer.allocate(1 + 3 * Long.BYTES + size(held.reading()))
            .put(VERSION)
            .putLong(held.fingerprint())
            .putLong(held.timestamp())
            .putLong(held.arrivedAt());
    put(out, held.reading());
    return out.array();
  }

  static HeldReading readHeld(byte[] bytes) {
    ByteBuffer in = open(bytes);
    long fingerprint = in.getLong();
    long timestamp = in.getLong();
    long arrivedAt = in.getLong();
    return new HeldReading(reading(in), fingerprint, timestamp, arrivedAt);
  }

  /** An asset's entry of a number: sorts by number within the asset, and never mixes assets. */
  static byte[] key(String asset, int number) {
    byte[] name = asset.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Integer.BYTES + name.length)
        .putInt(name.length)
        .put(name)
        .putInt(number)
        .array();
  }

  static String asset(byte[] key) {
    return new String(key, Integer.BYTES, key.length - 2 * Integer.BYTES, StandardCharsets.UTF_8);
  }

  /** Equal readings have equal ones, whichever way they were written. */
  static long fingerprint(SensorReading reading) {
    StoredReading stored = StoredReading.of(reading);
    ByteBuffer out = ByteBuffer.allocate(size(stored) + Long.BYTES);
    put(out, stored);
    out.putLong(reading.getTime() == null ? Long.MIN_VALUE : reading.getTime().toEpochMilli());
    return SchemaNormalization.fingerprint64(out.array());
  }

  private static ByteBuffer open(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw unknown(version, String.valueOf(VERSION));
    }
    return in;
  }

  private static IllegalStateException unknown(byte version, String expected) {
    return new IllegalStateException(
        "state of version %d (expected %s); run the release that wrote it, or reset the application's changelogs"
            .formatted(version, expected));
  }

  private static int size(StoredReading reading) {
    return 3 * Integer.BYTES
        + (reading.settings().size() + reading.sensors().size()) * Double.BYTES;
  }

  private static void put(ByteBuffer out, StoredReading reading) {
    out.putInt(reading.cycle());
    put(out, reading.settings());
    put(out, reading.sensors());
  }

  private static void put(ByteBuffer out, List<Double> values) {
    int count = values.size();
    out.putInt(count);
    for (int i = 0; i < count; i++) {
      out.putDouble(values.get(i));
    }
  }

  private static StoredReading reading(ByteBuffer in) {
    return new StoredReading(in.getInt(), doubles(in), doubles(in));
  }

  private static List<Double> doubles(ByteBuffer in) {
    int count = in.getInt();
    List<Double> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(in.getDouble());
    }
    return values;
  }
}
