package io.harbinger.training.progress;

import java.io.PrintStream;
import java.time.Clock;

/**
 * Shows how far a training has come: epoch, step, loss, speed and the time left. Made and closed by
 * whoever starts the work, told by the trainer; used by one thread. It writes only to the stream it
 * is given, which it does not close.
 *
 * <pre>{@code
 * try (Progress progress = Progress.onTerminal(err, 100)) {
 *   progress.begin("rul-fd001", 30, 221, 0);
 *   progress.step(1, 1, 0.42);
 *   progress.endEpoch(1, "validation RMSE 15.2");
 * }
 * }</pre>
 */
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  static Progress silent() {
    return new SilentProgress();
  }

  /**
   * A bar that is drawn anew in place.
   *
   * @param terminal usually standard error
   * @param columns width of the terminal in characters
   */
  static Progress onTerminal(PrintStream terminal, int columns) {
    return new TerminalProgress(terminal, columns);
  }

  /**
   * A line at each epoch's end, and one every half minute in between: for logs.
   *
   * @param out usually standard error
   * @param clock tells the speed
   */
  static Progress inLines(PrintStream out, Clock clock) {
    return new LineProgress(out, clock);
  }

  /**
   * Before the first step, once.
   *
   * @param task what is trained, for people
   * @param epochs all there may be
   * @param stepsPerEpoch steps of each
   * @param epochsDone how many an earlier, broken-off run has done; they count as done, but not for
   *     the speed
   */
  void begin(String task, int epochs, long stepsPerEpoch, int epochsDone);

  /**
   * After a step.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param loss of the step, or a mean of the last steps
   */
  void step(int epoch, long step, double loss);

  /**
   * After an epoch and its validation.
   *
   * @param epoch from 1
   * @param summary what it came to, in a few words
   */
  void endEpoch(int epoch, String summary);

  /** Ends the display; work may have ended before its last epoch. */
  @Override
  void close();
}
