package io.harbinger.cli.platform;

import io.harbinger.platform.demo.DemoReport;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Prints a demo's result for people.
 *
 * @param out where to
 */
record DemoSummary(PrintWriter out) {

  void print(DemoReport report) {
    line("%s, %.0f s", report.source(), report.seconds());
    line(
        "  readings %,d   windows %,d   predictions %,d   alerts %,d   dead letters %,d",
        report.readings(),
        report.windows(),
        report.predictions(),
        report.alerts(),
        report.deadLetters());
    report.deadLettersByReason().forEach((reason, count) -> line("    %s %,d", reason, count));
    line("  duplicates %,d   late %,d", report.duplicates(), report.late());
    line(
        "  %.0f readings a second; a prediction was visible %,d ms (p50), %,d ms (p99) after its reading",
        report.readingsPerSecond(), report.latencyMillis().p50(), report.latencyMillis().p99());
    if (report.failures() > 0) {
      line(
          "  engines that failed: %d, with an alert before: %d",
          report.failures(), report.alertsBeforeFailure());
    }
    if (report.rul() != null) {
      line(
          "  against the truth, %d engines at their last cycle: RMSE %.2f cycles (RUL capped at 125)",
          report.rul().engines(), report.rul().rmseCapped());
    }
    if (!report.complete()) {
      line("  INCOMPLETE: not every reading came to an end; the log above says why");
    }
    out.flush();
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
