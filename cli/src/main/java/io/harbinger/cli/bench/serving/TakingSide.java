package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.Arrivals;
import io.harbinger.cli.bench.load.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Threads that take windows when they are due and answer them themselves. */
final class TakingSide implements Side {

  /** What one thread does with so many windows. */
  interface Taker extends AutoCloseable {

    void answer(int windows);

    @Override
    void close();
  }

  private final List<Taker> takers = new ArrayList<>();
  private final int most;
  private final boolean shared;
  private final ExecutorService threads;

  /**
   * Makes the takers.
   *
   * @param count threads, each with its taker
   * @param most windows of a call
   * @param shared whether they take from one timetable, or each has a part of its own
   * @param taker makes one by its number
   */
  TakingSide(int count, int most, boolean shared, IntFunction<? extends Taker> taker) {
    this.most = most;
    this.shared = shared;
    this.threads = Executors.newFixedThreadPool(count);
    try {
      for (int i = 0; i < count; i++) {
        takers.add(taker.apply(i));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public double capacity(Duration length) {
    long start = System.nanoTime();
    List<Future<Long>> counts = new ArrayList<>();
    for (Taker taker : takers) {
      counts.add(
          threads.submit(
              () -> {
                long done = 0;
                while (System.nanoTime() - start < length.toNanos()) {
                  taker.answer(most);
                  done += most;
                }
                return done;
              }));
    }
    long done = counts.stream().mapToLong(TakingSide::result).sum();
    return done * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public Latencies at(double rate, Duration length, long seed) {
    List<Arrivals> timetables = new ArrayList<>();
    int parts = shared ? 1 : takers.size();
    for (int i = 0; i < parts; i++) {
      timetables.add(Arrivals.poisson(rate / parts, length, seed + i, System::nanoTime));
    }
    timetables.forEach(Arrivals::begin);
    List<Future<Boolean>> ended = new ArrayList<>();
    for (int i = 0; i < takers.size(); i++) {
      Taker taker = takers.get(i);
      Arrivals arrivals = timetables.get(i % parts);
      ended.add(threads.submit(() -> answered(taker, arrivals)));
    }
    ended.forEach(TakingSide::result);
    return Latencies.together(timetables.stream().map(Arrivals::latencies).toList());
  }

  private boolean answered(Taker taker, Arrivals arrivals) {
    while (true) {
      Arrivals.Range range = arrivals.take(most);
      if (range.size() == 0) {
        return true;
      }
      taker.answer(range.size());
      for (int i = range.first(); i < range.end(); i++) {
        arrivals.answered(i);
      }
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a measured call failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    takers.forEach(Taker::close);
  }
}
