package io.harbinger.training.progress;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Draws on a terminal until it is closed, and ends the line once. The library alone ends it never
 * where the bar is closed before it was first drawn, and twice where the regular drawing happens to
 * be under way.
 */
final class OneEndConsumer implements ProgressBarConsumer {
  private final ConsoleProgressBarConsumer terminal;
  private boolean closed;

  OneEndConsumer(ConsoleProgressBarConsumer terminal) {
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return terminal.getMaxRenderedLength();
  }

  @Override
  public synchronized void accept(String drawing) {
    if (!closed) {
      terminal.accept(drawing);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      terminal.close();
    }
  }
}
