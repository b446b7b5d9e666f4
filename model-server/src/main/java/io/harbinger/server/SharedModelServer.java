package io.harbinger.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * The one per-JVM model server, and the only mutable static of the platform: parts that can be
 * handed no object, such as the subtasks of a Flink job, find it here. Thread-safe.
 *
 * <p>A process that has a meter registry starts it and closes it. Otherwise the first use starts
 * one with defaults, whose meters go to {@link Metrics#globalRegistry}; it holds nothing while
 * nobody leases a model, so nobody needs to close it.
 */
public final class SharedModelServer {

  private static final Object LOCK = new Object();

  private static @Nullable ModelServer current;

  private SharedModelServer() {}

  /**
   * Starts the JVM's server; the caller closes it, after which another may be started.
   *
   * @throws IllegalStateException if one runs already
   */
  public static ModelServer start(ServerOptions options, MeterRegistry registry) {
    synchronized (LOCK) {
      if (current != null && !current.isClosed()) {
        throw new IllegalStateException(
            "this JVM's model server runs already: start it before the first lease, and close it before starting another");
      }
      current = ModelServer.start(options, registry);
      return current;
    }
  }

  /** The JVM's server, started with defaults where none runs. */
  public static ModelServer get() {
    synchronized (LOCK) {
      if (current == null || current.isClosed()) {
        current = ModelServer.start(ServerOptions.defaults(), Metrics.globalRegistry);
      }
      return current;
    }
  }
}
