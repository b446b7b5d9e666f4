package io.harbinger.windows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Each asset's current run, stamped with the window's length, by which the ring is laid out. */
final class RunStates {

  private final KeyValueStore<byte[], byte[]> store;
  private final int windowLength;

  RunStates(KeyValueStore<byte[], byte[]> store, int windowLength) {
    this.store = store;
    this.windowLength = windowLength;
  }

  Optional<RunState> get(String asset) {
    return Optional.ofNullable(store.get(key(asset))).map(this::read);
  }

  void put(String asset, RunState state) {
    byte[] bytes = StateBytes.write(state);
    store.put(
        key(asset),
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(windowLength).put(bytes).array());
  }

  private RunState read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    int writtenFor = in.getInt();
    if (writtenFor != windowLength) {
      throw new IllegalStateException(
          "the state is for windows of %d readings and %d are configured; keep the length, or choose another applicationId"
              .formatted(writtenFor, windowLength));
    }
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return StateBytes.readRunState(bytes);
  }

  private static byte[] key(String asset) {
    return asset.getBytes(StandardCharsets.UTF_8);
  }
}
