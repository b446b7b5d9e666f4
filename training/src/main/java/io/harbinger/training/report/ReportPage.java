package io.harbinger.training.report;

import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.HorizonMetrics;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.recipe.RulRecipes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the template's places are filled with, as text. */
final class ReportPage {
  private static final int WORST = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ReportPage() {}

  static Map<String, Object> of(TrainingRun run) {
    return Map.ofEntries(
        Map.entry("title", run.title()),
        Map.entry("started", TIME.format(run.started())),
        Map.entry("took", duration(run.took())),
        Map.entry("machine", run.machine()),
        Map.entry("epochs", run.epochs().size()),
        Map.entry("mostEpochs", run.recipe().training().epochs()),
        Map.entry("keptEpoch", run.keptEpoch()),
        Map.entry("tiles", tiles(run)),
        Map.entry("lossPlot", EmbeddedPlot.of(RulPlots.loss(run.epochs(), run.keptEpoch()))),
        Map.entry("rmsePlots", rmsePlots(run)),
        Map.entry("evaluations", run.evaluations().stream().map(ReportPage::evaluation).toList()),
        Map.entry("evaluated", !run.evaluations().isEmpty()),
        Map.entry("metricRows", metricRows(run.evaluations())),
        Map.entry("rule15", run.rules().within15().inWords()),
        Map.entry("rule30", run.rules().within30().inWords()),
        Map.entry("protocol", RulEvaluation.PROTOCOL),
        Map.entry("recipe", RulRecipes.toYaml(run.recipe()).strip()),
        Map.entry("data", run.data().stream().map(ReportPage::dataFile).toList()));
  }

  private static List<Map<String, String>> tiles(TrainingRun run) {
    if (run.evaluations().isEmpty()) {
      return List.of();
    }
    EvaluatedEngines headline = run.evaluations().get(run.evaluations().size() - 1);
    RulMetrics metrics = headline.metrics();
    return List.of(
        tile(
            "RMSE, capped",
            number(metrics.rmseCapped(), 2),
            "± %s cycles".formatted(number(metrics.rmseCappedStandardError(), 2))),
        tile(
            "PHM08 score, capped",
            number(metrics.scoreCapped(), 0),
            "sum over %d engines".formatted(metrics.engines())),
        tile("F1, fails within 30", number(metrics.within30().f1(), 3), counts(metrics.within30())),
        tile("F1, fails within 15", number(metrics.within15().f1(), 3), counts(metrics.within15())),
        tile("Measured on", headline.name(), "%d engines".formatted(metrics.engines())));
  }

  private static Map<String, String> tile(String name, String value, String note) {
    return Map.of("name", name, "value", value, "note", note);
  }

  private static String counts(HorizonMetrics metrics) {
    return "%d missed, %d false".formatted(metrics.falseNegatives(), metrics.falsePositives());
  }

  private static List<String> rmsePlots(TrainingRun run) {
    boolean measured =
        run.epochs().stream()
            .anyMatch(
                row ->
                    Double.isFinite(row.validationRmseCapped())
                        || Double.isFinite(row.validationRmseAllCycles()));
    return measured
        ? List.of(EmbeddedPlot.of(RulPlots.validationRmse(run.epochs(), run.keptEpoch())))
        : List.of();
  }

  private static Map<String, Object> evaluation(EvaluatedEngines evaluated) {
    return Map.of(
        "name",
        evaluated.name(),
        "engines",
        evaluated.metrics().engines(),
        "outcomes",
        evaluated.outcomes().size(),
        "predictedPlot",
        EmbeddedPlot.of(RulPlots.predictedAgainstTrue(evaluated.outcomes())),
        "errorPlot",
        EmbeddedPlot.of(RulPlots.errorByTrueRul(evaluated.outcomes())),
        "confusions",
        List.of(
            confusion(30, evaluated.metrics().within30()),
            confusion(15, evaluated.metrics().within15())),
        "worst",
        evaluated.outcomes().stream()
            .sorted(Comparator.comparingDouble(ReportPage::magnitude).reversed())
            .limit(WORST)
            .map(ReportPage::engine)
            .toList());
  }

  private static double magnitude(EngineOutcome outcome) {
    return Math.abs(outcome.predictedRul() - outcome.trueRul());
  }

  private static Map<String, String> engine(EngineOutcome outcome) {
    return Map.of(
        "unit", "" + outcome.unit(),
        "cycles", "" + outcome.cyclesObserved(),
        "true", number(outcome.trueRul(), 0),
        "predicted", number(outcome.predictedRul(), 1),
        "error", String.format(Locale.ROOT, "%+.1f", outcome.predictedRul() - outcome.trueRul()));
  }

  private static Map<String, Object> confusion(int horizon, HorizonMetrics metrics) {
    return Map.of(
        "horizon", horizon,
        "tp", metrics.truePositives(),
        "fp", metrics.falsePositives(),
        "fn", metrics.falseNegatives(),
        "tn", metrics.trueNegatives(),
        "precision", number(metrics.precision(), 3),
        "recall", number(metrics.recall(), 3),
        "f1", number(metrics.f1(), 3),
        "accuracy", number(metrics.accuracy(), 3));
  }

  private static List<Map<String, Object>> metricRows(List<EvaluatedEngines> evaluations) {
    List<RulMetrics> metrics = evaluations.stream().map(EvaluatedEngines::metrics).toList();
    return Stream.concat(
            Stream.of(
                row("Engines", metrics.stream().map(m -> "" + m.engines())),
                row(
                    "RMSE, truth capped at 125",
                    metrics.stream()
                        .map(
                            m ->
                                number(m.rmseCapped(), 2)
                                    + " ± "
                                    + number(m.rmseCappedStandardError(), 2))),
                row("RMSE, uncapped", metrics.stream().map(m -> number(m.rmseUncapped(), 2))),
                row("PHM08 score, capped", metrics.stream().map(m -> number(m.scoreCapped(), 1))),
                row(
                    "PHM08 score, uncapped",
                    metrics.stream().map(m -> number(m.scoreUncapped(), 1))),
                row("Course loss", metrics.stream().map(m -> number(m.courseLoss(), 4)))),
            Stream.concat(
                decisionRows("within 30", metrics.stream().map(RulMetrics::within30).toList()),
                decisionRows("within 15", metrics.stream().map(RulMetrics::within15).toList())))
        .toList();
  }

  private static Stream<Map<String, Object>> decisionRows(
      String name, List<HorizonMetrics> metrics) {
    return Stream.of(
        row("Accuracy, " + name, metrics.stream().map(m -> number(m.accuracy(), 3))),
        row("Precision, " + name, metrics.stream().map(m -> number(m.precision(), 3))),
        row("Recall, " + name, metrics.stream().map(m -> number(m.recall(), 3))),
        row("F1, " + name, metrics.stream().map(m -> number(m.f1(), 3))));
  }

  private static Map<String, Object> row(String name, Stream<String> values) {
    return Map.of("name", name, "values", values.toList());
  }

  private static Map<String, String> dataFile(DataFile file) {
    return Map.of("name", file.name(), "sha256", file.sha256(), "use", file.use());
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null ? "none" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String duration(Duration took) {
    return took.toHours() > 0
        ? "%d h %d min".formatted(took.toHours(), took.toMinutesPart())
        : "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart());
  }
}
