package io.harbinger.cli.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times repeated work: a warm-up, then rounds. A round ends with the first piece of work that ends
 * at or after its length, and its rate is taken over the time that really passed.
 *
 * @param nanoTime a clock as {@link System#nanoTime}
 * @param warmUp how long the work is done unmeasured first
 * @param round how long each round is
 * @param rounds how many
 */
public record ThroughputMeter(LongSupplier nanoTime, Duration warmUp, Duration round, int rounds) {

  /** Refuses what cannot work. */
  public ThroughputMeter {
    if (warmUp.isNegative() || round.isNegative() || round.isZero() || rounds < 1) {
      throw new IllegalArgumentException(
          "a warm-up of %s and %d rounds of %s (expected 0 or more, at least one, and more than 0)"
              .formatted(warmUp, rounds, round));
    }
  }

  /** Does the work over and over. */
  public Throughput measure(Work work) {
    if (!warmUp.isZero()) {
      rate(work, warmUp);
    }
    List<Double> rates = new ArrayList<>(rounds);
    for (int i = 0; i < rounds; i++) {
      rates.add(rate(work, round));
    }
    return Throughput.of(rates);
  }

  private double rate(Work work, Duration length) {
    long start = nanoTime.getAsLong();
    long done = 0;
    long elapsed;
    do {
      done += work.run();
      elapsed = nanoTime.getAsLong() - start;
    } while (elapsed < length.toNanos());
    return done * 1e9 / elapsed;
  }

  /** A piece of work. */
  @FunctionalInterface
  public interface Work {

    /** Does it; gives how many items were done. */
    long run();
  }
}
