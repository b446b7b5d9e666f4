package io.harbinger.training.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * One bar over all epochs. The library draws it from a daemon thread of its own; closing draws it a
 * last time and takes it off that thread.
 */
final class TerminalProgress implements Progress {
  private static final int REDRAW_MILLIS = 250;

  private final PrintStream terminal;
  private final OneEndConsumer consumer;
  private @Nullable ProgressBar bar;
  private int epochs;
  private long stepsPerEpoch;
  private String summary = "";

  TerminalProgress(PrintStream terminal, int columns) {
    this.terminal = terminal;
    // The width is given: asking for it would open the terminal a second time.
    consumer = new OneEndConsumer(new ConsoleProgressBarConsumer(terminal, columns));
  }

  @Override
  public void begin(String task, int epochs, long stepsPerEpoch, int epochsDone) {
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(epochs * stepsPerEpoch)
            .startsFrom(epochsDone * stepsPerEpoch, Duration.ZERO)
            .setUnit(" steps", 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(consumer)
            .build();
  }

  @Override
  public void step(int epoch, long step, double loss) {
    if (bar != null) {
      bar.stepTo((epoch - 1L) * stepsPerEpoch + step);
      bar.setExtraMessage(
          String.format(Locale.ROOT, " epoch %d/%d loss %.4f%s", epoch, epochs, loss, summary));
    }
  }

  @Override
  public void endEpoch(int epoch, String summary) {
    this.summary = ", " + summary;
    if (bar != null) {
      bar.stepTo(epoch * stepsPerEpoch);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      consumer.close();
      bar = null;
    }
    terminal.flush();
  }
}
