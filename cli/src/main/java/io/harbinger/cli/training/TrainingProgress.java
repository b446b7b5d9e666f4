package io.harbinger.cli.training;

import io.harbinger.training.progress.Progress;
import java.io.PrintStream;
import java.time.Clock;

/** Shows a training on standard error: a bar where a person watches, plain lines elsewhere. */
final class TrainingProgress {

  private static final int BAR_COLUMNS = 120;

  private TrainingProgress() {}

  static Progress onErr() {
    PrintStream terminal = System.err;
    return System.console() == null
        ? Progress.inLines(terminal, Clock.systemUTC())
        : Progress.onTerminal(terminal, BAR_COLUMNS);
  }
}
