package io.harbinger.source.publish;

import org.apache.kafka.common.errors.InterruptException;

/**
 * Kafka's producer gives up when its thread is interrupted. An interrupt here means that no further
 * reading shall be taken, not that one already taken shall be lost: so the call is made again, and
 * the thread is left interrupted. The producer's own time-outs bound the wait.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  static void run(Runnable call) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          call.run();
          return;
        } catch (InterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
