package io.harbinger.training.report;

import io.harbinger.training.evaluation.BootstrapInterval;
import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.EngineError;
import io.harbinger.training.evaluation.GroupMetrics;
import io.harbinger.training.evaluation.IntervalMetrics;
import io.harbinger.training.evaluation.ProbabilityMetrics;
import io.harbinger.training.evaluation.PrognosticMetrics;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the places of the trajectories' template are filled with, as text. */
final class TrajectoryPage {

  private TrajectoryPage() {}

  static Map<String, Object> of(
      String title, List<EvaluatedTrajectories> sets, List<ComparedModel> compared) {
    EvaluatedTrajectories headline = sets.get(sets.size() - 1);
    return Map.of(
        "title",
        title,
        "tiles",
        tiles(headline),
        "sets",
        sets.stream().map(TrajectoryPage::set).toList(),
        "comparisons",
        ComparisonSection.of(compared),
        "protocol",
        TrajectoryEvaluation.PROTOCOL);
  }

  private static List<Map<String, String>> tiles(EvaluatedTrajectories headline) {
    TrajectoryMetrics metrics = headline.metrics();
    IntervalMetrics interval = metrics.interval();
    return List.of(
        tile(
            "RMSE, capped",
            number(metrics.errors().rmseCapped(), 2),
            range(metrics.errors().rmseCappedInterval(), 1) + " cycles"),
        tile(
            "%.0f %% interval holds".formatted(100 * interval.nominal()),
            percent(interval.coverage()),
            number(interval.meanWidth(), 1) + " cycles wide"),
        tile(
            "PHM08 score, capped",
            number(metrics.errors().scoreCapped(), 0),
            "sum over %d engines".formatted(metrics.errors().engines())),
        tile(
            "Brier, fails within 30",
            number(metrics.within30().brier(), 3),
            "always the prevalence: " + number(metrics.within30().brierOfPrevalence(), 3)),
        tile("Measured on", headline.name(), metrics.errors().engines() + " engines"));
  }

  private static Map<String, Object> set(EvaluatedTrajectories set) {
    TrajectoryMetrics metrics = set.metrics();
    List<RulTrajectory> toFailure =
        set.trajectories().stream().filter(RulTrajectory::ranToFailure).toList();
    return Map.ofEntries(
        Map.entry("name", set.name()),
        Map.entry("engines", metrics.errors().engines()),
        Map.entry("predicted", EmbeddedPlot.of(TrajectoryPlots.predictedAgainstTrue(set.shown()))),
        Map.entry(
            "cones",
            toFailure.isEmpty()
                ? List.of()
                : List.of(EmbeddedPlot.of(TrajectoryPlots.cone(toFailure)))),
        Map.entry("lives", lives(set.trajectories())),
        Map.entry("errorByBand", EmbeddedPlot.of(TrajectoryPlots.errorByBand(metrics.byBand()))),
        Map.entry(
            "coverageByBand", EmbeddedPlot.of(TrajectoryPlots.coverageByBand(metrics.byBand()))),
        Map.entry("widthByBand", EmbeddedPlot.of(TrajectoryPlots.widthByBand(metrics.byBand()))),
        Map.entry("reliability", EmbeddedPlot.of(TrajectoryPlots.reliability(metrics))),
        Map.entry(
            "groups",
            Stream.concat(
                    Stream.of(group("all", 1, metrics)),
                    Stream.concat(
                        metrics.byBand().stream().map(g -> group("RUL " + g.group(), g)),
                        metrics.byCondition().size() < 2
                            ? Stream.of()
                            : metrics.byCondition().stream()
                                .map(g -> group("condition " + g.group(), g))))
                .toList()),
        Map.entry("facts", facts(metrics)),
        Map.entry("worst", metrics.worst().stream().map(TrajectoryPage::worst).toList()));
  }

  /** The lives that were told best, middling and worst. */
  private static List<Map<String, String>> lives(List<RulTrajectory> trajectories) {
    List<RulTrajectory> bestFirst =
        trajectories.stream().sorted(Comparator.comparingDouble(TrajectoryPage::error)).toList();
    List<Map<String, String>> lives = new ArrayList<>();
    lives.add(life("Told best", bestFirst.get(0)));
    if (bestFirst.size() > 2) {
      lives.add(life("Middling", bestFirst.get(bestFirst.size() / 2)));
    }
    if (bestFirst.size() > 1) {
      lives.add(life("Told worst", bestFirst.get(bestFirst.size() - 1)));
    }
    return lives;
  }

  private static Map<String, String> life(String name, RulTrajectory trajectory) {
    return Map.of(
        "name",
        name,
        "engine",
        "" + trajectory.engine(),
        "rmse",
        number(error(trajectory), 1),
        "plot",
        EmbeddedPlot.of(TrajectoryPlots.trajectory(trajectory)));
  }

  private static double error(RulTrajectory trajectory) {
    // Before the cap is left, every model is right; a life that never leaves it counts whole.
    boolean leaves = trajectory.last().trueRul() < RulEvaluation.CAP;
    return Math.sqrt(
        trajectory.cycles().stream()
            .filter(p -> !leaves || p.trueRul() <= RulEvaluation.CAP)
            .mapToDouble(TrajectoryPage::squaredError)
            .average()
            .orElseThrow());
  }

  private static double squaredError(CyclePrediction p) {
    return Math.pow(p.clippedRul() - p.cappedRul(), 2);
  }

  private static Map<String, String> group(String name, double share, TrajectoryMetrics metrics) {
    return group(name, new GroupMetrics(name, share, metrics.errors(), metrics.interval()));
  }

  private static Map<String, String> group(String name, GroupMetrics group) {
    IntervalMetrics interval = group.interval();
    return Map.ofEntries(
        Map.entry("name", name),
        Map.entry("share", percent(group.share())),
        Map.entry("rmse", number(group.errors().rmseCapped(), 2)),
        Map.entry("range", range(group.errors().rmseCappedInterval(), 1)),
        Map.entry("bias", String.format(Locale.ROOT, "%+.1f", group.errors().meanErrorCapped())),
        Map.entry("coverage", percent(interval.coverage())),
        Map.entry("covered", shares(interval.coverageInterval())),
        Map.entry("earlier", percent(interval.brokeEarlier())),
        Map.entry("longer", percent(interval.lastedLonger())),
        Map.entry("width", number(interval.meanWidth(), 1)),
        Map.entry("score", number(interval.score(), 1)));
  }

  private static List<Map<String, String>> facts(TrajectoryMetrics metrics) {
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(fact("RMSE, uncapped", number(metrics.errors().rmseUncapped(), 2)));
    facts.add(fact("RMSE at every cycle, capped", number(metrics.everyCycle().rmseCapped(), 2)));
    facts.add(fact("Mean absolute error, capped", number(metrics.errors().maeCapped(), 2)));
    facts.add(fact("PHM08 score, uncapped", number(metrics.errors().scoreUncapped(), 0)));
    for (ProbabilityMetrics within : List.of(metrics.within30(), metrics.within15())) {
      String name = ", within " + within.horizon();
      facts.add(
          fact(
              "Brier" + name,
              number(within.brier(), 4) + " (" + range(within.brierInterval(), 3) + ")"));
      facts.add(fact("AUROC" + name, number(within.auroc(), 3)));
      facts.add(fact("Average precision" + name, number(within.averagePrecision(), 3)));
      facts.add(fact("Calibration error" + name, number(within.calibrationError(), 3)));
    }
    PrognosticMetrics prognosis = metrics.prognosis();
    if (prognosis == null) {
      facts.add(
          fact(
              "Prognostic horizon, alpha-lambda, relative accuracy",
              "only of engines that ran to failure"));
    } else {
      facts.add(
          fact("Prognostic horizon, median", number(prognosis.medianHorizon(), 0) + " cycles"));
      facts.add(
          fact(
              "Right for good from, median (worst)",
              "%.0f (%.0f) cycles"
                  .formatted(prognosis.medianLastingHorizon(), prognosis.worstLastingHorizon())));
      facts.add(
          fact(
              "Alpha-lambda at 1/4, 1/2, 3/4",
              String.join(
                  ", ", prognosis.alphaLambda().stream().map(TrajectoryPage::percent).toList())));
      facts.add(
          fact("Cumulative relative accuracy", number(prognosis.cumulativeRelativeAccuracy(), 3)));
    }
    return facts;
  }

  private static Map<String, String> worst(EngineError error) {
    return Map.of(
        "engine", "" + error.engine(),
        "cycle", "" + error.cycle(),
        "true", number(error.trueRul(), 0),
        "rul", number(error.rul(), 1),
        "interval", "%.0f to %.0f".formatted(error.lower(), error.upper()),
        "error", String.format(Locale.ROOT, "%+.1f", error.error()));
  }

  private static Map<String, String> tile(String name, String value, String note) {
    return Map.of("name", name, "value", value, "note", note);
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static String shares(BootstrapInterval interval) {
    return number(100 * interval.lower(), 0) + " to " + number(100 * interval.upper(), 0);
  }

  private static String range(BootstrapInterval interval, int decimals) {
    return number(interval.lower(), decimals) + " to " + number(interval.upper(), decimals);
  }

  private static String percent(double share) {
    return number(100 * share, 1) + " %";
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null ? "none" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
