package io.harbinger.platform.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the platform came to, counted by reading its topics. Its JSON keys are its
 * component names.
 *
 * @param source what was read
 * @param complete whether every reading became a window or has a reason not to, and every window a
 *     prediction or a dead letter
 * @param seconds from the first reading on
 * @param readings written to their topic
 * @param windows made of them
 * @param predictions made of those
 * @param alerts changes of an alert's state: raised, escalated, eased, cleared
 * @param deadLetters records that a stage gave up
 * @param deadLettersByReason the same by reason
 * @param duplicates readings dropped because their cycle was there
 * @param late readings dropped because later ones had been released
 * @param readingsPerSecond readings predicted a second, from the first reading to the last
 *     prediction
 * @param latencyMillis from a reading written to its prediction visible to a read_committed reader
 * @param failures engines of known fate that failed while being watched
 * @param alertsBeforeFailure of these, how many had an alert raised at an earlier cycle
 * @param rul the predictions at each engine's last cycle against the truth; null where it is not
 *     known or some engine did not reach its last cycle
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DemoReport(
    String source,
    boolean complete,
    double seconds,
    long readings,
    long windows,
    long predictions,
    long alerts,
    long deadLetters,
    Map<DeadLetterReason, Long> deadLettersByReason,
    long duplicates,
    long late,
    double readingsPerSecond,
    Latency latencyMillis,
    int failures,
    int alertsBeforeFailure,
    @Nullable RulMetrics rul) {

  /** Half, and 99 of 100, took at most so many milliseconds. */
  public record Latency(long p50, long p99) {}
}
