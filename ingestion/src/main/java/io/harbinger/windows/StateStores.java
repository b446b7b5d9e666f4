package io.harbinger.windows;

import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The three stores. Each is bounded by the assets: N readings, 1 state, and what is held back. */
final class StateStores {

  static final String RING = "ring";
  static final String RUNS = "runs";
  static final String HELD = "held";

  private StateStores() {}

  static Set<StoreBuilder<?>> builders(StoreKind kind) {
    return Set.of(builder(RING, kind), builder(RUNS, kind), builder(HELD, kind));
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> builder(String name, StoreKind kind) {
    return Stores.keyValueStoreBuilder(
        switch (kind) {
          case IN_MEMORY -> Stores.inMemoryKeyValueStore(name);
          case PERSISTENT -> Stores.persistentKeyValueStore(name);
        },
        Serdes.ByteArray(),
        Serdes.ByteArray());
  }
}
