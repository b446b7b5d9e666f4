package io.harbinger.jobs.rul.memory;

import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StateSize;
import io.harbinger.model.rul.stream.StreamState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the job remembers of one asset between two readings.
 *
 * @param run the asset's life that the rest is about
 * @param firstCycle of the oldest reading that the state has seen
 * @param lastCycle of the newest
 * @param history how many readings the state has seen
 * @param watch which predictions are explained
 * @param state the model's own
 */
public record AssetMemory(
    long run, int firstCycle, int lastCycle, int history, Watch watch, StreamState state) {

  /** Of the layout below. It outlives the program: a change takes the next and reads this one. */
  private static final byte VERSION = 1;

  private static final int FIXED = 1 + Long.BYTES + 4 * Integer.BYTES + 2;

  /** Cycles between the first and the last that the state has not seen. */
  int missing() {
    return missing(firstCycle, lastCycle, history);
  }

  static int missing(int firstCycle, int lastCycle, int history) {
    return (int) Math.min(Integer.MAX_VALUE, (long) lastCycle - firstCycle + 1 - history);
  }

  /**
   * The state as the job keeps it, {@link StateSize#LIMIT} bytes at most: a version, then
   * fixed-width big-endian fields, the reasons, and the state's own bytes.
   */
  public byte[] toBytes() {
    byte[] stateBytes = state.toBytes();
    List<byte[]> names =
        watch.reasons().stream().map(r -> r.sensor().getBytes(StandardCharsets.UTF_8)).toList();
    int size = FIXED + stateBytes.length;
    for (byte[] name : names) {
      size += Short.BYTES + name.length + 2 * Float.BYTES;
    }
    if (size > StateSize.LIMIT) {
      throw new IllegalStateException(
          "%s and what goes with it take %d bytes, %d more than the %d of an asset's state: serve a model of fewer members or units"
              .formatted(state, size, size - StateSize.LIMIT, StateSize.LIMIT));
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).putLong(run).putInt(firstCycle).putInt(lastCycle).putInt(history);
    out.put((byte) (watch.near() ? 1 : 0)).putInt(watch.since()).put((byte) names.size());
    for (int i = 0; i < names.size(); i++) {
      SensorEffect reason = watch.reasons().get(i);
      out.putShort((short) names.get(i).length).put(names.get(i));
      out.putFloat((float) reason.deviation()).putFloat((float) reason.cycles());
    }
    return out.put(stateBytes).array();
  }

  /** The memory of {@link #toBytes}. */
  public static AssetMemory of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "an asset's state of version %d (expected %d): go on with the release that wrote it, or start the job without its state"
              .formatted(version, VERSION));
    }
    long run = in.getLong();
    int firstCycle = in.getInt();
    int lastCycle = in.getInt();
    int history = in.getInt();
    boolean near = in.get() == 1;
    int since = in.getInt();
    Watch watch = new Watch(near, since, reasons(in));
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new AssetMemory(run, firstCycle, lastCycle, history, watch, StreamState.of(state));
  }

  private static List<SensorEffect> reasons(ByteBuffer in) {
    int count = in.get();
    List<SensorEffect> reasons = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      reasons.add(
          new SensorEffect(new String(name, StandardCharsets.UTF_8), in.getFloat(), in.getFloat()));
    }
    return reasons;
  }
}
