package io.harbinger.platform.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last seconds. Not thread-safe. */
public final class Rate {

  private final Duration span;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /** A rate over the given span. */
  public Rate(Duration span) {
    this.span = span;
  }

  /** Takes the count at a moment and gives its growth per second since the span's beginning. */
  public double perSecond(Instant now, long count) {
    samples.addLast(new Sample(now, count));
    while (samples.size() > 2 && samples.getFirst().at().isBefore(now.minus(span))) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    double seconds = Duration.between(first.at(), now).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (count - first.count()) / seconds;
  }

  private record Sample(Instant at, long count) {}
}
