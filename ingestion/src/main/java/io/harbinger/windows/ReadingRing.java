package io.harbinger.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The last readings that were released, by asset and place in the run modulo the window's length. A
 * new run overwrites the last one's, so nothing is ever deleted.
 */
final class ReadingRing {

  private final KeyValueStore<byte[], byte[]> store;
  private final int length;

  ReadingRing(KeyValueStore<byte[], byte[]> store, int length) {
    this.store = store;
    this.length = length;
  }

  /** The reading that is released as number {@code index} of its run, from 0. */
  void put(String asset, long index, StoredReading reading) {
    store.put(key(asset, index), StateBytes.write(reading));
  }

  /** As many as a window is long, or as were released, oldest first. */
  List<StoredReading> last(String asset, RunState state) {
    return last(asset, state, (int) (state.released() - oldest(state)));
  }

  /** The last so many that were released, oldest first; at most what {@link #last} gives. */
  List<StoredReading> last(String asset, RunState state, int count) {
    List<StoredReading> readings = new ArrayList<>(count);
    for (long i = state.released() - count; i < state.released(); i++) {
      readings.add(get(asset, i));
    }
    return readings;
  }

  /** Whether a cycle of the run is among them. */
  boolean contains(String asset, RunState state, int cycle) {
    long low = oldest(state);
    long high = state.released() - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      int found = get(asset, middle).cycle();
      if (found == cycle) {
        return true;
      } else if (found < cycle) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private long oldest(RunState state) {
    return Math.max(0, state.released() - length);
  }

  private StoredReading get(String asset, long index) {
    return StateBytes.readReading(
        Objects.requireNonNull(
            store.get(key(asset, index)),
            () -> "no reading %d of %s in the state store".formatted(index, asset)));
  }

  private byte[] key(String asset, long index) {
    return StateBytes.key(asset, (int) (index % length));
  }
}
