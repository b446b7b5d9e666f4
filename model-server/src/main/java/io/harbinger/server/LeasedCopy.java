package io.harbinger.server;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A copy that is loading or loaded, and who uses it. Guarded by the server's lock, but for the
 * future.
 */
final class LeasedCopy<I, O> {

  private final ServingOptions options;
  private final CompletableFuture<ServedCopy<I, O>> loaded = new CompletableFuture<>();
  private int leases;
  private long generation;

  LeasedCopy(ServingOptions options) {
    this.options = options;
  }

  ServingOptions options() {
    return options;
  }

  CompletableFuture<ServedCopy<I, O>> loaded() {
    return loaded;
  }

  boolean idle() {
    return leases == 0;
  }

  /** Whether it is loaded, and kept though nobody leases it. */
  boolean lingers() {
    return idle() && loaded.isDone();
  }

  void leased() {
    leases++;
    generation++;
  }

  /** Whether that was the last lease. */
  boolean released() {
    leases--;
    return leases == 0;
  }

  /** Changes with each lease: an idle copy of the same generation was idle all the while. */
  long generation() {
    return generation;
  }

  /** Closes the copy, or one that is still loading as soon as it is loaded. */
  CompletableFuture<Void> close() {
    return loaded
        .<@Nullable ServedCopy<I, O>>handle((copy, failure) -> copy)
        .thenCompose(copy -> copy == null ? CompletableFuture.completedFuture(null) : copy.close());
  }

  boolean worksOn(Thread thread) {
    return loaded.isDone() && !loaded.isCompletedExceptionally() && loaded.join().worksOn(thread);
  }
}
