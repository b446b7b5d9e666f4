package io.harbinger.windows;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Readings of the current runs that wait for earlier ones, by asset and cycle. */
final class HeldReadings {

  private final KeyValueStore<byte[], byte[]> store;

  HeldReadings(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  void put(String asset, HeldReading held) {
    store.put(StateBytes.key(asset, held.reading().cycle()), StateBytes.write(held));
  }

  boolean contains(String asset, int cycle) {
    return store.get(StateBytes.key(asset, cycle)) != null;
  }

  /** Takes the one of a cycle out, where it is there. */
  @Nullable HeldReading take(String asset, int cycle) {
    byte[] bytes = store.delete(StateBytes.key(asset, cycle));
    return bytes == null ? null : StateBytes.readHeld(bytes);
  }

  /** The asset's earliest cycle; there must be one. */
  int earliestCycle(String asset) {
    try (KeyValueIterator<byte[], byte[]> readings =
        store.range(StateBytes.key(asset, 0), StateBytes.key(asset, Integer.MAX_VALUE))) {
      return StateBytes.readHeld(readings.next().value).reading().cycle();
    }
  }

  /** For each asset, the highest cycle that came at or before a moment. */
  Map<String, Integer> cameUntil(long moment) {
    Map<String, Integer> due = new HashMap<>();
    try (KeyValueIterator<byte[], byte[]> readings = store.all()) {
      while (readings.hasNext()) {
        KeyValue<byte[], byte[]> entry = readings.next();
        HeldReading held = StateBytes.readHeld(entry.value);
        if (held.arrivedAt() <= moment) {
          due.merge(StateBytes.asset(entry.key), held.reading().cycle(), Math::max);
        }
      }
    }
    return due;
  }
}
