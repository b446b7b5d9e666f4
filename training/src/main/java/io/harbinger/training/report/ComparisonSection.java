package io.harbinger.training.report;

import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report's table of models beside each other, as text; none where there are none. */
final class ComparisonSection {

  private ComparisonSection() {}

  static List<Map<String, Object>> of(List<ComparedModel> compared) {
    if (compared.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> rows = new ArrayList<>();
    compared.forEach(model -> add(rows, model.model() + ", held out", model.heldOut()));
    compared.forEach(model -> add(rows, model.model() + ", test", model.test()));
    return List.of(
        Map.of(
            "rows",
            rows,
            "descriptions",
            compared.stream().map(m -> m.model() + ": " + m.description()).toList()));
  }

  private static void add(
      List<Map<String, String>> rows, String name, @Nullable TrajectoryMetrics metrics) {
    if (metrics == null) {
      return;
    }
    rows.add(
        Map.ofEntries(
            Map.entry("name", name),
            Map.entry("rmse", number(metrics.errors().rmseCapped(), 2)),
            Map.entry(
                "range",
                number(metrics.errors().rmseCappedInterval().lower(), 1)
                    + " to "
                    + number(metrics.errors().rmseCappedInterval().upper(), 1)),
            Map.entry("uncapped", number(metrics.errors().rmseUncapped(), 2)),
            Map.entry("every", number(metrics.everyCycle().rmseCapped(), 2)),
            Map.entry("phm08", number(metrics.errors().scoreCapped(), 0)),
            Map.entry("coverage", number(100 * metrics.interval().coverage(), 1) + " %"),
            Map.entry("width", number(metrics.interval().meanWidth(), 1)),
            Map.entry("score", number(metrics.interval().score(), 1)),
            Map.entry("brier30", number(metrics.within30().brier(), 4)),
            Map.entry("brier15", number(metrics.within15().brier(), 4))));
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
