package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is remembered of one asset: the latest intervals of its latest runs, and the ends of runs
 * whose last predictions may still come. Reports and predictions come by different topics, so a
 * report may be ahead of the predictions that it judges. Immutable; bounded whatever comes.
 *
 * @param given in the order in which they were told
 * @param ends in the order in which they were heard of
 */
public record RunBook(List<GivenInterval> given, List<RunEnd> ends) implements Serializable {

  /** Runs whose intervals are remembered: the present one and such as wait for a report. */
  static final int RUNS = 3;

  /** Ends that wait for predictions at most. */
  static final int ENDS = 4;

  /** Nothing remembered. */
  public static final RunBook EMPTY = new RunBook(List.of(), List.of());

  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return given.isEmpty() && ends.isEmpty();
  }

  /**
   * One more interval.
   *
   * @param kept how many of a run are remembered, the latest
   */
  public RunBook told(GivenInterval interval, int kept) {
    List<GivenInterval> all = new ArrayList<>(given);
    all.removeIf(old -> old.run() == interval.run() && old.cycle() == interval.cycle());
    all.add(interval);
    List<GivenInterval> own = all.stream().filter(g -> g.run() == interval.run()).toList();
    if (own.size() > kept) {
      all.remove(own.get(0));
    }
    TreeSet<Long> runs = new TreeSet<>(all.stream().map(GivenInterval::run).toList());
    if (runs.size() > RUNS) {
      long oldest = runs.first();
      all.removeIf(old -> old.run() == oldest);
    }
    return new RunBook(List.copyOf(all), ends);
  }

  /** The newest run that an interval is remembered of; -1 for none. */
  public long newestRun() {
    return given.stream().mapToLong(GivenInterval::run).max().orElse(-1);
  }

  /** One more end; of a run's several the first counts, but a failure before any other. */
  public RunBook ended(RunEnd end) {
    List<RunEnd> all = new ArrayList<>(ends);
    for (RunEnd old : ends) {
      if (old.run() == end.run()) {
        if (old.failed() || !end.failed()) {
          return this;
        }
        all.remove(old);
      }
    }
    all.add(end);
    if (all.size() > ENDS) {
      all.remove(0);
    }
    return new RunBook(given, List.copyOf(all));
  }

  /**
   * Judges the runs that ended and whose last remembered interval has come.
   *
   * @param every an interval is remembered at each so many cycles
   * @param cap the largest remaining life that the models tell apart, in cycles
   * @param heardBefore ends that were heard of at this time or before wait no longer, in
   *     milliseconds since the epoch
   */
  public Settlement settle(int every, double cap, long heardBefore) {
    if (ends.isEmpty()) {
      return new Settlement(this, List.of(), 0, 0);
    }
    List<GivenInterval> left = new ArrayList<>(given);
    List<RunEnd> waiting = new ArrayList<>();
    List<JudgedRun> judged = new ArrayList<>();
    int censored = 0;
    int unknown = 0;
    for (RunEnd end : ends) {
      if (end.knownAt() > heardBefore && !isReached(end, every)) {
        waiting.add(end);
        continue;
      }
      List<GivenInterval> own =
          left.stream().filter(g -> g.run() == end.run() && g.cycle() <= end.cycle()).toList();
      left.removeAll(own);
      if (own.isEmpty()) {
        unknown++;
      } else if (end.failed()) {
        judged.addAll(judge(own, end, cap));
      } else {
        censored++;
      }
    }
    RunBook after = new RunBook(List.copyOf(left), List.copyOf(waiting));
    return new Settlement(after, judged, censored, unknown);
  }

  private boolean isReached(RunEnd end, int every) {
    return given.stream()
        .anyMatch(
            g ->
                g.run() > end.run()
                    || (g.run() == end.run() && g.cycle() >= end.cycle() - end.cycle() % every));
  }

  private static List<JudgedRun> judge(List<GivenInterval> own, RunEnd end, double cap) {
    Map<List<String>, List<JudgedInterval>> byModel = new LinkedHashMap<>();
    for (GivenInterval g : own) {
      byModel
          .computeIfAbsent(List.of(g.model(), g.version()), model -> new ArrayList<>())
          .add(
              new JudgedInterval(
                  g.rul(), g.low(), g.high(), Math.min(cap, end.cycle() - g.cycle())));
    }
    return byModel.entrySet().stream()
        .map(e -> new JudgedRun(e.getKey().get(0), e.getKey().get(1), List.copyOf(e.getValue())))
        .toList();
  }

  /**
   * What came of it.
   *
   * @param book what is still remembered
   * @param judged runs by the model that told of them
   * @param censored runs that ended otherwise than by a failure: forgotten
   * @param unknown ends of runs of which nothing is remembered
   */
  public record Settlement(RunBook book, List<JudgedRun> judged, int censored, int unknown) {}
}
