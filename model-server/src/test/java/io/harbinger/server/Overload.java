package io.harbinger.server;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * A load on a served model, by a manual clock: requests come by their timetable whatever the model
 * does, and an execution takes a fixed time and some for each input.
 *
 * <p>All of it happens on the model's one worker, so that every run is the same: an execution moves
 * the clock and lets in what has come meanwhile; where nothing is left, the clock jumps to the next
 * arrival.
 */
final class Overload implements BatchModel<String, Integer> {

  private static final long FIXED = Duration.ofMillis(5).toNanos();
  private static final long EACH = Duration.ofMillis(1).toNanos() / 2;

  /** One request of the timetable, and what became of it. */
  static final class Arrival {
    final long at;
    final SubmitOptions options;
    final List<RequestOutcome<Integer>> outcomes = new ArrayList<>();
    long latency;
    long submitted;

    Arrival(long at, SubmitOptions options) {
      this.at = at;
      this.options = options;
    }
  }

  final List<Arrival> arrivals = new ArrayList<>();
  final CountDownLatch ended;
  int longestQueue;
  private final ManualClock clock;
  private final long began;
  private final Queue<Arrival> coming;
  private final ServedCopyLength length;
  private ModelLease<String, Integer> lease;
  private int underWay;

  /** The first request is sent by another thread, which must be done before the worker begins. */
  private final CountDownLatch begun = new CountDownLatch(1);

  /** How many requests wait. */
  interface ServedCopyLength {
    int now();
  }

  Overload(ManualClock clock, List<Arrival> timetable, ServedCopyLength length) {
    this.clock = clock;
    this.began = clock.getAsLong();
    this.arrivals.addAll(timetable);
    this.coming = new ArrayDeque<>(timetable);
    this.ended = new CountDownLatch(timetable.size());
    this.length = length;
  }

  /** Inputs a second that full batches make. */
  static double capacity(int maxBatch) {
    return maxBatch * 1e9 / (FIXED + maxBatch * EACH);
  }

  /** Arrivals at random (Poisson) of a rate a second, from a moment on, in nanoseconds. */
  static List<Arrival> poisson(
      int count, double rate, long from, SubmitOptions options, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Arrival> arrivals = new ArrayList<>(count);
    double at = from;
    for (int i = 0; i < count; i++) {
      at += -Math.log(1 - random.nextDouble()) * 1e9 / rate;
      arrivals.add(new Arrival(Math.round(at), options));
    }
    return arrivals;
  }

  void run(ModelLease<String, Integer> on) {
    lease = on;
    jump();
    begun.countDown();
  }

  private long now() {
    return clock.getAsLong() - began;
  }

  private void jump() {
    Arrival next = coming.peek();
    if (next != null) {
      clock.advance(Duration.ofNanos(Math.max(0, next.at - now())));
      arrive();
    }
  }

  private void arrive() {
    List<Arrival> due = new ArrayList<>();
    while (!coming.isEmpty() && coming.peek().at <= now()) {
      due.add(coming.remove());
    }
    underWay += due.size();
    for (Arrival arrival : due) {
      arrival.submitted = now();
      lease
          .submit("a", arrival.options)
          .whenComplete((output, failure) -> ended(arrival, RequestOutcome.of(output, failure)));
    }
    longestQueue = Math.max(longestQueue, length.now());
  }

  private void ended(Arrival arrival, RequestOutcome<Integer> outcome) {
    arrival.outcomes.add(outcome);
    arrival.latency = now() - arrival.at;
    underWay--;
    ended.countDown();
    if (underWay == 0) {
      jump();
    }
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo("loaded", "1", "length");
  }

  @Override
  public void validate(String input) {}

  @Override
  public List<Integer> predict(List<String> inputs) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted before the load began", e);
    }
    clock.advance(Duration.ofNanos(FIXED + inputs.size() * EACH));
    arrive();
    return inputs.stream().map(String::length).toList();
  }

  @Override
  public void close() {}
}
