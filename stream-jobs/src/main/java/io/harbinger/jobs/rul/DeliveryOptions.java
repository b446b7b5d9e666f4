package io.harbinger.jobs.rul;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How surely, and how often, results become visible.
 *
 * @param guarantee of the three outputs
 * @param transactionPrefix begins every Kafka transactional id of the job; two jobs that run at the
 *     same time against the same brokers need different ones, and a restarted job its old one
 * @param checkpointInterval with EXACTLY_ONCE also the time between commits, so about half of it is
 *     added to the latency that read_committed consumers see
 * @param transactionTimeout after which the brokers abort a transaction that was left open: longer
 *     than the longest outage to survive without loss, yet it is also how long a dead job's last
 *     transaction can hold back read_committed consumers; at most the brokers'
 *     transaction.max.timeout.ms (15 minutes unless set)
 */
public record DeliveryOptions(
    DeliveryGuarantee guarantee,
    String transactionPrefix,
    Duration checkpointInterval,
    Duration transactionTimeout)
    implements Serializable {

  /** Refuses what cannot work. */
  public DeliveryOptions {
    if (transactionPrefix.isBlank()) {
      throw new IllegalArgumentException(
          "an empty transaction prefix (expected a name of this job's own)");
    }
    if (checkpointInterval.toMillis() < 10) {
      throw new IllegalArgumentException(
          "a checkpoint interval of " + checkpointInterval + " (expected at least 10 ms)");
    }
    if (transactionTimeout.compareTo(checkpointInterval.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "a transaction timeout of %s with checkpoints every %s (expected at least two intervals)"
              .formatted(transactionTimeout, checkpointInterval));
    }
  }

  /** Exactly once, a checkpoint every second, transactions of at most ten minutes. */
  public static DeliveryOptions defaults(String transactionPrefix) {
    return new DeliveryOptions(
        DeliveryGuarantee.EXACTLY_ONCE,
        transactionPrefix,
        Duration.ofSeconds(1),
        Duration.ofMinutes(10));
  }

  /** The same with another checkpoint interval. */
  public DeliveryOptions withCheckpointInterval(Duration interval) {
    return new DeliveryOptions(guarantee, transactionPrefix, interval, transactionTimeout);
  }

  /** The same with another guarantee. */
  public DeliveryOptions withGuarantee(DeliveryGuarantee other) {
    return new DeliveryOptions(other, transactionPrefix, checkpointInterval, transactionTimeout);
  }
}
