package io.harbinger.cli.training;

import io.harbinger.training.simulator.HealthCourse;
import io.harbinger.training.simulator.Likeness;
import io.harbinger.training.simulator.RulRange;
import io.harbinger.training.simulator.SensorDistance;
import io.harbinger.training.simulator.SimulatorMetrics;
import io.harbinger.training.simulator.Spread;
import io.harbinger.training.simulator.Transfer;
import java.io.PrintWriter;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Prints for people how near simulated engines come to real ones.
 *
 * @param out where to
 */
record SimulatorTable(PrintWriter out) {

  void print(SimulatorMetrics metrics) {
    line(
        "%-30s %8s %12s %12s   %s",
        "RMSE on real engines, cycles", "engines", "at cuts", "every cycle", "members at cuts");
    transfer(metrics.fromReal());
    transfer(metrics.fromSimulated());
    line(
        "ratio at cuts %.2f: %s (up to %.1f is)",
        metrics.ratio(),
        metrics.accepted() ? "accepted" : "not accepted",
        SimulatorMetrics.ACCEPTED_RATIO);
    out.println();
    Likeness likeness = metrics.likeness();
    line(
        "lives: real %s, simulated %s cycles, Kolmogorov-Smirnov %.2f",
        spread(likeness.realLives(), 0),
        spread(likeness.simulatedLives(), 0),
        likeness.livesKolmogorovSmirnov());
    out.println();
    line(
        "%-30s %16s %16s   %-22s %s",
        "PC1 (%.0f %% of the variance)".formatted(100 * likeness.health().share()),
        "real",
        "simulated",
        "KS, sensors' mean (max)",
        "halves of the real");
    for (HealthCourse.Range range : likeness.health().ranges()) {
      line(
          "%-30s %16s %16s   %-22s %s",
          range.range().label() + " cycles left",
          spread(range.real(), 2),
          spread(range.simulated(), 2),
          told(likeness, range.range(), SensorDistance::kolmogorovSmirnov),
          told(likeness, range.range(), SensorDistance::halvesKolmogorovSmirnov));
    }
    out.flush();
  }

  private void transfer(Transfer transfer) {
    line(
        "%-30s %8d %12.2f %12.2f   %s%s",
        "trained on " + transfer.trainedOn(),
        transfer.engines(),
        transfer.rmseAtCuts(),
        transfer.rmseEveryCycle(),
        transfer.memberRmseAtCuts().stream()
            .map(rmse -> String.format(Locale.ROOT, "%.2f", rmse))
            .collect(Collectors.joining(", ")),
        transfer.ensembleRmseAtCuts() == null
            ? ""
            : String.format(Locale.ROOT, "; their mean %.2f", transfer.ensembleRmseAtCuts()));
  }

  /** The sensors' mean distance in a range, and their largest. */
  private static String told(
      Likeness likeness, RulRange range, ToDoubleFunction<SensorDistance> value) {
    DoubleSummaryStatistics all =
        likeness.distances().stream()
            .filter(distance -> distance.range().equals(range))
            .mapToDouble(value)
            .summaryStatistics();
    return String.format(Locale.ROOT, "%.3f (%.3f)", all.getAverage(), all.getMax());
  }

  private static String spread(Spread spread, int decimals) {
    return String.format(
        Locale.ROOT,
        "%." + decimals + "f +- %." + decimals + "f",
        spread.mean(),
        spread.deviation());
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }
}
