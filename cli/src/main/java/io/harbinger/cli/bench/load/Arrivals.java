package io.harbinger.cli.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Requests that come at their times whatever becomes of those before: an open loop. A latency
 * counts from the time when the request was due, so that one that a slow answer keeps from being
 * sent counts as late, not as never asked (no coordinated omission).
 *
 * <p>Thread-safe: several may take; each request is given out once.
 */
public final class Arrivals {

  private static final long NOT_ANSWERED = -1;
  private static final long REFUSED = -2;

  private final long[] due;
  private final long[] latency;
  private final LongSupplier nanoTime;
  private final long deadline;
  private long start;
  private int next;

  private Arrivals(long[] due, Duration patience, LongSupplier nanoTime) {
    this.due = due;
    this.latency = new long[due.length];
    Arrays.fill(latency, NOT_ANSWERED);
    this.nanoTime = nanoTime;
    this.deadline = patience.toNanos();
    this.start = nanoTime.getAsLong();
  }

  /**
   * A timetable of requests at random (Poisson), at a mean rate.
   *
   * @param rate a second
   * @param length how long they come; what is not taken after twice as long is not taken at all
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public static Arrivals poisson(double rate, Duration length, long seed, LongSupplier nanoTime) {
    if (!(rate > 0) || length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException(
          "%s requests a second for %s (expected more than 0 of both)".formatted(rate, length));
    }
    SplittableRandom random = new SplittableRandom(seed);
    int count = (int) Math.max(1, Math.round(rate * length.toNanos() / 1e9));
    long[] due = new long[count];
    double at = 0;
    for (int i = 0; i < count; i++) {
      at += -Math.log(1 - random.nextDouble()) * 1e9 / rate;
      due[i] = Math.round(at);
    }
    return new Arrivals(due, length.multipliedBy(2), nanoTime);
  }

  /** Begins the timetable now. */
  public synchronized void begin() {
    start = nanoTime.getAsLong();
  }

  /** How many requests there are. */
  public int count() {
    return due.length;
  }

  /**
   * Waits until requests are due and gives out as many as are, up to a bound: those from the first
   * to before the last told; an empty range at the end.
   */
  public Range take(int most) {
    while (true) {
      long wait;
      synchronized (this) {
        long now = nanoTime.getAsLong() - start;
        if (next == due.length || now >= deadline) {
          return new Range(next, next);
        }
        wait = due[next] - now;
        if (wait <= 0) {
          int first = next;
          while (next < due.length && next - first < most && due[next] <= now) {
            next++;
          }
          return new Range(first, next);
        }
      }
      LockSupport.parkNanos(wait);
    }
  }

  /**
   * Some requests by their numbers.
   *
   * @param first of them
   * @param end the one after the last
   */
  public record Range(int first, int end) {

    /** How many. */
    public int size() {
      return end - first;
    }
  }

  /** Notes that a request is answered now. */
  public void answered(int request) {
    latency[request] = nanoTime.getAsLong() - start - due[request];
  }

  /** Notes that a request was refused. */
  public void refused(int request) {
    latency[request] = REFUSED;
  }

  /** What became of the requests; to be asked once nothing is under way. */
  public Latencies latencies() {
    long refused = Arrays.stream(latency).filter(nanos -> nanos == REFUSED).count();
    long missed = Arrays.stream(latency).filter(nanos -> nanos == NOT_ANSWERED).count();
    long[] told = Arrays.stream(latency).filter(nanos -> nanos >= 0).sorted().toArray();
    long last = 0;
    for (int i = 0; i < due.length; i++) {
      last = latency[i] >= 0 ? Math.max(last, due[i] + latency[i]) : last;
    }
    return new Latencies(told, refused, missed, Duration.ofNanos(last));
  }
}
