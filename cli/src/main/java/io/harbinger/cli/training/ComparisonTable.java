package io.harbinger.cli.training;

import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.WordUtils;

/**
 * Prints models side by side for people.
 *
 * @param out where to
 */
public record ComparisonTable(PrintWriter out) {

  private static final int COLUMNS = 110;

  /** A line for each model and kind of engines, then what the models and figures are. */
  public void print(List<ComparedModel> rows) {
    line(
        "%-22s %14s %9s %9s %9s %9s %7s %8s %8s %8s",
        "",
        "RMSE capped",
        "(95 %)",
        "score",
        "uncapped",
        "all cyc.",
        "covers",
        "width",
        "Brier 15",
        "Brier 30");
    for (ComparedModel row : rows) {
      TrajectoryMetrics heldOut = row.heldOut();
      if (heldOut != null) {
        line(row.model() + ", held out", heldOut);
      }
      TrajectoryMetrics test = row.test();
      if (test != null) {
        line(row.model() + ", test", test);
      }
    }
    out.println();
    for (ComparedModel row : rows) {
      out.println(row.model() + ": " + row.description());
    }
    out.println();
    out.println(WordUtils.wrap(TrajectoryEvaluation.PROTOCOL, COLUMNS));
    out.flush();
  }

  private void line(String name, TrajectoryMetrics metrics) {
    line(
        "%-22s %10.2f %13s %9.0f %9.2f %9.2f %7.3f %8.1f %8.4f %8.4f",
        name,
        metrics.errors().rmseCapped(),
        String.format(
            Locale.ROOT,
            "%.1f to %.1f",
            metrics.errors().rmseCappedInterval().lower(),
            metrics.errors().rmseCappedInterval().upper()),
        metrics.errors().scoreCapped(),
        metrics.errors().rmseUncapped(),
        metrics.everyCycle().rmseCapped(),
        metrics.interval().coverage(),
        metrics.interval().meanWidth(),
        metrics.within15().brier(),
        metrics.within30().brier());
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }
}
