package io.harbinger.cli.data;

import io.harbinger.source.cmapss.download.DownloadProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Draws a download on a terminal; elsewhere it writes one line when bytes begin to come. Closed by
 * whoever made it; does not close the stream.
 */
final class DownloadBar implements DownloadProgress, AutoCloseable {

  private static final int COLUMNS = 100;
  private static final long KILO = 1000;

  private final PrintStream out;
  private final boolean terminal;
  private @Nullable ProgressBar bar;

  private DownloadBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static DownloadBar on(PrintStream out) {
    return new DownloadBar(out, System.console() != null);
  }

  @Override
  public void begin(String what, OptionalLong size, long had) {
    close();
    if (!terminal) {
      out.printf(
          "%s: %s%s%n",
          what,
          size.isPresent() ? size.getAsLong() / KILO + " kB" : "of unknown size",
          had > 0 ? ", " + had / KILO + " kB of them there already" : "");
      return;
    }
    out.println(what);
    bar =
        new ProgressBarBuilder()
            .setInitialMax(size.orElse(-1))
            .startsFrom(had, Duration.ZERO)
            .setUnit(" kB", KILO)
            .showSpeed()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setConsumer(new ConsoleProgressBarConsumer(out, COLUMNS))
            .build();
  }

  @Override
  public void at(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
