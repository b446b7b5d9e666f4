package io.harbinger.console.live;

import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the stages do.
 *
 * @param since when the console started
 * @param topics in the order of the data's way
 * @param latencies how many of the last minute's predictions the quantiles are of
 * @param p50Millis from a reading written to its prediction visible; NaN of nothing
 * @param p99Millis the same
 * @param deadByReason of all letters read
 * @param unreadable records of the output topics that were none
 * @param hiddenAssets assets beyond the limit, which are not shown
 */
public record PipelineView(
    Instant since,
    List<TopicView> topics,
    int latencies,
    double p50Millis,
    double p99Millis,
    Map<DeadLetterReason, Long> deadByReason,
    long unreadable,
    int hiddenAssets) {

  /**
   * How a topic does.
   *
   * @param topic which
   * @param live records since the console started
   * @param perSecond over the last ten seconds
   * @param history records in each of the last 120 seconds, oldest first
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record TopicView(Topics topic, long live, double perSecond, int[] history) {}
}
