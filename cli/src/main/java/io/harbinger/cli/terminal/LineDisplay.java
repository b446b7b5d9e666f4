package io.harbinger.cli.terminal;

import io.harbinger.console.AssetView;
import io.harbinger.console.FleetStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Prints a line every few seconds: for output that is no terminal. */
public final class LineDisplay implements FleetDisplay {

  private final PrintWriter out;
  private final Duration every;
  private Duration next = Duration.ZERO;

  /** Lines to a stream that stays the caller's. */
  public LineDisplay(PrintWriter out, Duration every) {
    this.out = out;
    this.every = every;
  }

  @Override
  public void show(FleetStatus status, List<AssetView> worstFirst) {
    if (status.elapsed().compareTo(next) < 0) {
      return;
    }
    next = status.elapsed().plus(every);
    out.println(status.line() + worst(worstFirst));
    out.flush();
  }

  private static String worst(List<AssetView> worstFirst) {
    if (worstFirst.isEmpty()) {
      return "";
    }
    AssetView worst = worstFirst.get(0);
    return "  worst %s: %.0f cycles left (%s)".formatted(worst.asset(), worst.rul(), worst.state());
  }

  @Override
  public void close() {
    out.flush();
  }
}
