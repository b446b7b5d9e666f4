package io.harbinger.jobs.rul.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a single subtask remembers of each version of a model, over restarts; the one that was last
 * heard of longest ago goes first. Changed by the subtask's thread alone; {@link #latest} may be
 * read by any.
 *
 * @param <T> what is remembered of one
 */
final class RecentModels<T> {

  /** Versions that are remembered. */
  private static final int MOST = 8;

  private final ListState<T> kept;
  private final Map<String, T> byKey = new LinkedHashMap<>();
  private volatile @Nullable T latest;

  private RecentModels(ListState<T> kept) {
    this.kept = kept;
  }

  /**
   * What was kept, or nothing at first.
   *
   * @param name of the state in savepoints
   * @param key of the version that something is about
   */
  static <T> RecentModels<T> restore(
      OperatorStateStore store, String name, Class<T> type, Function<T, String> key)
      throws Exception {
    RecentModels<T> models =
        new RecentModels<>(store.getListState(new ListStateDescriptor<>(name, Types.POJO(type))));
    for (T each : models.kept.get()) {
      models.byKey.put(key.apply(each), each);
      models.latest = each;
    }
    return models;
  }

  /** Replaces what is remembered of a version by what follows from it, or from nothing. */
  T replace(String key, Function<@Nullable T, T> after) {
    T next = after.apply(byKey.remove(key));
    byKey.put(key, next);
    if (byKey.size() > MOST) {
      byKey.remove(byKey.keySet().iterator().next());
    }
    latest = next;
    return next;
  }

  /** What was remembered last; null before anything was. */
  @Nullable T latest() {
    return latest;
  }

  void snapshot() throws Exception {
    kept.update(List.copyOf(byKey.values()));
  }
}
