package io.harbinger.cli.bench.console;

import java.util.List;
import java.util.Map;

/**
 * What {@code bench console} found.
 *
 * @param assets of the fleet
 * @param readingsPerSecond that were written, with a prediction each
 * @param rowsPerSecond changed rows of the fleet that the page took
 * @param watchers of the event stream beside the page
 * @param seconds that were measured
 * @param processors that the machine has
 * @param load of the machine before anything was measured, the mean of a minute
 * @param page in Chromium; without one where it is not installed
 * @param serverShare of one core that the console's own threads took
 * @param serverParts the same by part
 * @param otherParts of one core that everything else in this process took, by part
 * @param bytesPerSecond that a watcher got, the mean of all
 */
record ConsoleBenchReport(
    int assets,
    double readingsPerSecond,
    double rowsPerSecond,
    int watchers,
    double seconds,
    int processors,
    double load,
    List<PageTasks> page,
    double serverShare,
    Map<String, Double> serverParts,
    Map<String, Double> otherParts,
    double bytesPerSecond) {

  ConsoleBenchReport {
    page = List.copyOf(page);
  }

  /** The longest that a task may keep the page. */
  static final double MOST_MILLIS = 100;

  /** The most of a core that the server may take. */
  static final double MOST_SHARE = 0.05;

  /**
   * A page's main thread.
   *
   * @param what the page did meanwhile
   * @param longestMillis of its tasks by the clock; 0 where none took 50 ms or more
   * @param longestThreadMillis of its tasks by the thread's own clock, which leaves out where it
   *     waited for a core
   * @param over50 tasks of 50 ms or more, as the browser counts them
   * @param over100 tasks above 100 ms
   * @param busy share of the time that the main thread was
   * @param script share of scripts
   * @param layout share of styles and layout
   * @param framesPerSecond that were drawn
   */
  record PageTasks(
      String what,
      double longestMillis,
      double longestThreadMillis,
      long over50,
      long over100,
      double busy,
      double script,
      double layout,
      double framesPerSecond) {

    static PageTasks of(String what, ChromiumPage.Tasks tasks, double seconds, long frames) {
      return new PageTasks(
          what,
          tasks.millis().stream().mapToDouble(Double::doubleValue).max().orElse(0),
          tasks.threadMillis().stream().mapToDouble(Double::doubleValue).max().orElse(0),
          tasks.millis().size(),
          tasks.millis().stream().filter(millis -> millis > MOST_MILLIS).count(),
          tasks.taskSeconds() / seconds,
          tasks.scriptSeconds() / seconds,
          tasks.layoutSeconds() / seconds,
          frames / seconds);
    }
  }

  /** Whether the targets are met: no task above 100 ms, at most a twentieth of a core. */
  boolean onTarget() {
    return serverShare < MOST_SHARE && page.stream().allMatch(tasks -> tasks.over100() == 0);
  }
}
