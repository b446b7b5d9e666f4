package io.harbinger.training.data;

import io.harbinger.model.rul.RulScaling;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows of engines with their labels. A window is a pair of an engine and its last reading; the
 * numbers are copied when a batch is filled. Immutable.
 */
public final class WindowSet {

  private final List<EngineSeries> engines;
  private final List<Sample> samples;
  private final int window;
  private final int channels;

  private WindowSet(List<EngineSeries> engines, List<Sample> samples, int window, int channels) {
    this.engines = engines;
    this.samples = samples;
    this.window = window;
    this.channels = channels;
  }

  /**
   * Every window of engines that ran to failure, from each engine's reading {@code firstEnd} on.
   */
  public static WindowSet everyWindow(
      List<EngineRun> engines, RulScaling scaling, int window, int firstEnd) {
    List<Sample> samples = new ArrayList<>();
    for (int e = 0; e < engines.size(); e++) {
      int cycles = engines.get(e).readings().size();
      for (int end = firstEnd; end < cycles; end++) {
        samples.add(new Sample(e, end, cycles - 1 - end));
      }
    }
    return of(engines, samples, scaling, window);
  }

  /**
   * Engines that ran to failure, each cut short a number of times as the public test set is: with
   * an RUL drawn evenly from 6 to 145 (or the engine's own life, where that is shorter).
   */
  public static WindowSet truncations(
      List<EngineRun> engines,
      RulScaling scaling,
      int window,
      int perEngine,
      int firstEnd,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    for (int e = 0; e < engines.size(); e++) {
      int last = engines.get(e).readings().size() - 1;
      for (int i = 0; i < perEngine; i++) {
        int rul = random.nextInt(6, 1 + Math.max(6, Math.min(145, last - firstEnd)));
        samples.add(new Sample(e, Math.max(0, last - rul), Math.min(rul, last)));
      }
    }
    return of(engines, samples, scaling, window);
  }

  /** The last window of each engine, with its RUL from elsewhere. */
  public static WindowSet lastWindows(
      List<EngineRun> engines, int[] rul, RulScaling scaling, int window) {
    if (rul.length != engines.size()) {
      throw new IllegalArgumentException(
          "%d engines and %d RULs (expected equally many)".formatted(engines.size(), rul.length));
    }
    List<Sample> samples = new ArrayList<>();
    for (int e = 0; e < engines.size(); e++) {
      samples.add(new Sample(e, engines.get(e).readings().size() - 1, rul[e]));
    }
    return of(engines, samples, scaling, window);
  }

  private static WindowSet of(
      List<EngineRun> engines, List<Sample> samples, RulScaling scaling, int window) {
    List<EngineSeries> series = engines.stream().map(e -> EngineSeries.of(e, scaling)).toList();
    return new WindowSet(series, List.copyOf(samples), window, scaling.offset().size());
  }

  /** Number of windows. */
  public int size() {
    return samples.size();
  }

  /** Readings of a window. */
  public int window() {
    return window;
  }

  /** Features of a reading. */
  public int channels() {
    return channels;
  }

  /** The true RUL of a window in cycles, uncapped. */
  public int rul(int index) {
    return samples.get(index).rul();
  }

  /** Number of the engine that a window is of. */
  public int unit(int index) {
    return engines.get(samples.get(index).engine()).unit();
  }

  /** Cycles that the engine had run at the window's end. */
  public int cyclesObserved(int index) {
    return samples.get(index).end() + 1;
  }

  /** The scaled values of some windows, {@code (batch, window, channels)} row-major. */
  public float[] values(int[] indices) {
    float[] values = new float[indices.length * window * channels];
    for (int i = 0; i < indices.length; i++) {
      Sample sample = samples.get(indices[i]);
      engines.get(sample.engine()).copyWindow(sample.end(), window, values, i * window * channels);
    }
    return values;
  }

  private record Sample(int engine, int end, int rul) {}
}
