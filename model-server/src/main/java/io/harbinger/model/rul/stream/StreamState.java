package io.harbinger.model.rul.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a model remembers of one machine between two readings: its sensors' levels, then the states
 * of the recurrent layers, layer by layer and member by member. Immutable.
 *
 * <p>It fits only the model that made it, whose mark it carries.
 */
public final class StreamState {

  private final long model;
  private final float[] values;

  StreamState(long model, float[] values) {
    this.model = model;
    this.values = values;
  }

  /** The mark of the model that made it, the first 8 bytes of its weights' checksum. */
  public long model() {
    return model;
  }

  /** How many numbers it has. */
  public int size() {
    return values.length;
  }

  /** The numbers, not a copy: within the package nobody writes to them. */
  float[] values() {
    return values;
  }

  /** The state as bytes: the model's mark, then the numbers, little-endian. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(model);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** The state of {@link #toBytes}. */
  public static StreamState of(byte[] bytes) {
    if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "a state of %d bytes (expected 8, then 4 a number)".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long model = buffer.getLong();
    float[] values = new float[(bytes.length - Long.BYTES) / Float.BYTES];
    buffer.asFloatBuffer().get(values);
    return new StreamState(model, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamState state
        && state.model == model
        && Arrays.equals(state.values, values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(model) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "StreamState(%d numbers of model %016x)".formatted(values.length, model);
  }
}
