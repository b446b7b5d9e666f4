package io.harbinger.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Draws the fleet as lines that fit a terminal: the numbers, then the assets, worst first. */
public final class FleetTable {

  private static final int BAR = 20;
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle FAINT = PLAIN.faint();

  /** Life at which a bar is full, in cycles. */
  private final double fullLife;

  /** A table whose bars are full at the given life in cycles. */
  public FleetTable(double fullLife) {
    if (!(fullLife > 0)) {
      throw new IllegalArgumentException("fullLife: " + fullLife + " (expected above 0)");
    }
    this.fullLife = fullLife;
  }

  /** The lines, none wider than the width and at most as many as the height. */
  public List<AttributedString> render(
      FleetStatus status, List<AssetView> worstFirst, int width, int height) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(
        new AttributedStringBuilder()
            .styled(BOLD, "Harbinger")
            .append("  ")
            .append(status.title())
            .styled(FAINT, "   Ctrl-C ends")
            .toAttributedString());
    lines.add(new AttributedString(status.line()));
    lines.add(AttributedString.EMPTY);
    lines.add(
        new AttributedString(
            "%-18s %5s %6s  %-26s %7s %7s  %-8s  %s"
                .formatted(
                    "ASSET",
                    "RUN",
                    "CYCLE",
                    "REMAINING LIFE",
                    "P(<15)",
                    "P(<30)",
                    "STATE",
                    "MODEL"),
            FAINT));
    if (worstFirst.isEmpty()) {
      lines.add(new AttributedString("waiting for the first prediction ...", FAINT));
    }
    int room = height - lines.size();
    int shown = worstFirst.size() <= room ? worstFirst.size() : Math.max(0, room - 1);
    for (AssetView asset : worstFirst.subList(0, shown)) {
      lines.add(row(asset));
    }
    if (shown < worstFirst.size()) {
      lines.add(
          new AttributedString(
              "... and %,d more that are better off".formatted(worstFirst.size() - shown), FAINT));
    }
    return lines.stream()
        .limit(Math.max(height, 0))
        .map(line -> line.columnLength() > width ? line.columnSubSequence(0, width) : line)
        .toList();
  }

  private AttributedString row(AssetView asset) {
    AttributedStyle style = style(asset.state());
    return new AttributedStringBuilder()
        .append("%-18s %5d %6d  ".formatted(asset.asset(), asset.run(), asset.cycle()))
        .styled(style, bar(asset.rul()))
        .append(
            " %5.1f %6.1f%% %6.1f%%  "
                .formatted(asset.rul(), 100 * asset.within15(), 100 * asset.within30()))
        .styled(style, "%-8s".formatted(label(asset.state())))
        .styled(FAINT, "  " + asset.model())
        .toAttributedString();
  }

  private String bar(double rul) {
    int full = (int) Math.round(BAR * Math.min(1, Math.max(0, rul / fullLife)));
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private static String label(AssetState state) {
    return switch (state) {
      case OK -> "ok";
      case NO_DATA -> "no data";
      case WARNING -> "WARNING";
      case CRITICAL -> "CRITICAL";
    };
  }

  private static AttributedStyle style(AssetState state) {
    return switch (state) {
      case OK -> PLAIN.foreground(AttributedStyle.GREEN);
      case NO_DATA -> PLAIN.foreground(AttributedStyle.MAGENTA);
      case WARNING -> PLAIN.foreground(AttributedStyle.YELLOW);
      case CRITICAL -> BOLD.foreground(AttributedStyle.RED);
    };
  }
}
