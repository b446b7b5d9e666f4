package io.harbinger.console.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget their oldest entry. */
final class Bounded {

  private Bounded() {}

  static <K, V> Map<K, V> map(int limit) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
      }
    };
  }
}
