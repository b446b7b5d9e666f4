package io.harbinger.server;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How the server keeps its models.
 *
 * @param linger how long a model that nobody leases stays loaded, so that a job that restarts does
 *     not load it again
 * @param drainTimeout how long {@link ModelServer#close} waits for executions under way
 * @param executionsAtOnce most executions on one device at the same time, all models together; the
 *     model that has used the device least goes next
 * @param modelMemory bytes that all loaded models may hold, by an estimate; one more is refused
 */
public record ServerOptions(
    Duration linger, Duration drainTimeout, int executionsAtOnce, long modelMemory) {

  /** Refuses what cannot work. */
  public ServerOptions {
    if (linger.isNegative() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "a linger of %s and a drain timeout of %s (expected 0 or more)"
              .formatted(linger, drainTimeout));
    }
    if (executionsAtOnce < 1) {
      throw new IllegalArgumentException(
          executionsAtOnce + " executions at once (expected at least 1)");
    }
    if (modelMemory < 0) {
      throw new IllegalArgumentException(
          "a budget of %d bytes for models (expected 0 or more)".formatted(modelMemory));
    }
  }

  /**
   * A linger of 30 seconds, 30 seconds to drain, an execution for each processor, half of the
   * machine's memory.
   */
  public static ServerOptions defaults() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ServerOptions(
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Runtime.getRuntime().availableProcessors(),
        machine.getTotalMemorySize() / 2);
  }

  /** The same with another linger. */
  public ServerOptions withLinger(Duration other) {
    return new ServerOptions(other, drainTimeout, executionsAtOnce, modelMemory);
  }

  /** The same with another time to drain. */
  public ServerOptions withDrainTimeout(Duration other) {
    return new ServerOptions(linger, other, executionsAtOnce, modelMemory);
  }

  /** The same with other executions at once. */
  public ServerOptions withExecutionsAtOnce(int other) {
    return new ServerOptions(linger, drainTimeout, other, modelMemory);
  }

  /** The same with another budget for models. */
  public ServerOptions withModelMemory(long other) {
    return new ServerOptions(linger, drainTimeout, executionsAtOnce, other);
  }
}
