package io.harbinger.console.live;

import io.harbinger.console.feed.Origin;
import io.harbinger.console.live.PipelineView.TopicView;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what goes through the topics. Not thread-safe. */
final class PipelineMeter {

  private final Instant since;
  private final Map<Topics, TopicRate> rates = new EnumMap<>(Topics.class);
  private final LatencyWindow latencies = new LatencyWindow();
  private long unreadable;

  PipelineMeter(Instant since) {
    this.since = since;
    Arrays.stream(Topics.values()).forEach(topic -> rates.put(topic, new TopicRate()));
  }

  void record(Origin origin) {
    rate(origin.topic()).record(origin.writtenAt(), origin.live());
  }

  void unreadable() {
    unreadable++;
  }

  void latency(Instant readingWrittenAt, Instant now) {
    latencies.record(now.toEpochMilli() - readingWrittenAt.toEpochMilli(), now);
  }

  PipelineView view(Instant now, Map<DeadLetterReason, Long> deadByReason, int hiddenAssets) {
    long[] sorted = latencies.sorted(now);
    List<TopicView> topics =
        Arrays.stream(Topics.values())
            .map(
                topic -> {
                  TopicRate rate = rate(topic);
                  return new TopicView(topic, rate.live(), rate.perSecond(now), rate.history(now));
                })
            .toList();
    return new PipelineView(
        since,
        topics,
        sorted.length,
        LatencyWindow.quantile(sorted, 0.5),
        LatencyWindow.quantile(sorted, 0.99),
        deadByReason,
        unreadable,
        hiddenAssets);
  }

  private TopicRate rate(Topics topic) {
    return rates.computeIfAbsent(topic, any -> new TopicRate());
  }
}
