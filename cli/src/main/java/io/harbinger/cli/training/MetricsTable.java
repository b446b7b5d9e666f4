package io.harbinger.cli.training;

import io.harbinger.training.evaluation.HorizonMetrics;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.rul.stream.IntervalSummary;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.commons.text.WordUtils;
import org.jspecify.annotations.Nullable;

/**
 * Prints an evaluation for people.
 *
 * @param out where to
 */
record MetricsTable(PrintWriter out) {

  private static final int COLUMNS = 100;

  void print(RulMetrics metrics) {
    line("%-20s %10s %10s", metrics.engines() + " engines", "capped", "uncapped");
    line(
        "%-20s %10.3f %10.3f   (capped: standard error %.2f)",
        "RMSE, cycles",
        metrics.rmseCapped(),
        metrics.rmseUncapped(),
        metrics.rmseCappedStandardError());
    line("%-20s %10.1f %10.1f", "PHM08 score", metrics.scoreCapped(), metrics.scoreUncapped());
    out.println();
    line(
        "%-20s %10s %10s %10s %10s   %4s %4s %4s %4s",
        "", "accuracy", "precision", "recall", "F1", "TP", "FP", "FN", "TN");
    horizon("fails within 30", metrics.within30());
    horizon("fails within 15", metrics.within15());
    out.println();
    line(
        "%-20s %10s   (standard error %s)",
        "course loss",
        number(metrics.courseLoss(), 4),
        number(metrics.courseLossStandardError(), 4));
    out.println();
    out.println(WordUtils.wrap(RulEvaluation.PROTOCOL, COLUMNS));
    out.flush();
  }

  void print(IntervalSummary intervals) {
    out.println();
    line("%-20s %10s %10s %10s", "90 % interval", "coverage", "width", "score");
    line(
        "%-20s %10.3f %10.1f %10.1f",
        "all", intervals.coverage90(), intervals.width90(), intervals.intervalScore90());
    for (IntervalSummary.Band band : intervals.byBand()) {
      line(
          "%-20s %10.3f %10.1f %10.1f   (%.0f %% of them, RMSE %.1f)",
          "RUL " + band.band(),
          band.coverage90(),
          band.width90(),
          band.intervalScore90(),
          100 * band.share(),
          band.rmseCapped());
    }
    out.flush();
  }

  private void horizon(String name, HorizonMetrics decisions) {
    line(
        "%-20s %10s %10s %10s %10s   %4d %4d %4d %4d",
        name,
        number(decisions.accuracy(), 3),
        number(decisions.precision(), 3),
        number(decisions.recall(), 3),
        number(decisions.f1(), 3),
        decisions.truePositives(),
        decisions.falsePositives(),
        decisions.falseNegatives(),
        decisions.trueNegatives());
  }

  private static String number(@Nullable Double value, int digits) {
    return value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }
}
