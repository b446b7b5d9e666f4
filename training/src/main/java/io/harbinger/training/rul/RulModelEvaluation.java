package io.harbinger.training.rul;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRule;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.FailureSignal;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Evaluates a model directory on a test set, by {@link RulEvaluation#PROTOCOL}. Needs the test and
 * RUL files alone; scaling and decision rules come from the model.
 */
public final class RulModelEvaluation {

  private static final int BATCH = 64;
  private static final long BOOTSTRAP_SEED = 1;

  private RulModelEvaluation() {}

  /** The model's metrics over all engines of a test set. */
  public static RulMetrics evaluate(Path model, Path data, Subset subset) {
    try (RulModel loaded = RulModel.load(model)) {
      return metrics(outcomes(loaded, data, subset), loaded.spec());
    }
  }

  /** The metrics of outcomes of a model. */
  public static RulMetrics metrics(List<EngineOutcome> outcomes, RulSpec spec) {
    return RulEvaluation.of(outcomes, new CourseLoss(0, spec.labelRange()), BOOTSTRAP_SEED);
  }

  /** What a model says of each test engine at its last cycle. */
  public static List<EngineOutcome> outcomes(RulModel model, Path data, Subset subset) {
    List<EngineRun> engines = CmapssDirectory.test(data, subset);
    int[] rul = testRul(engines, data, subset);
    FailureRules rules = rules(model.spec().decisions());
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < engines.size(); from += BATCH) {
      List<EngineRun> batch = engines.subList(from, Math.min(engines.size(), from + BATCH));
      List<RulWindow> windows =
          batch.stream()
              .map(e -> ReadingWindow.of(e.readings(), model.spec().network().window()))
              .toList();
      windows.forEach(model::validate);
      List<RulEstimate> estimates = model.predict(windows);
      for (int i = 0; i < batch.size(); i++) {
        EngineRun engine = batch.get(i);
        RulEstimate estimate = estimates.get(i);
        outcomes.add(
            EngineOutcome.decided(
                engine.unit(),
                engine.readings().size(),
                estimate.rul(),
                rul[from + i],
                estimate.within15(),
                estimate.within30(),
                rules));
      }
    }
    return outcomes;
  }

  /** The cycles that were left to each engine of a test set after its last reading. */
  public static int[] testRul(List<EngineRun> engines, Path data, Subset subset) {
    int[] rul = CmapssDirectory.rul(data, subset);
    if (rul.length != engines.size()) {
      throw new IllegalArgumentException(
          "%d engines in %s and %d lines in %s (expected equally many)"
              .formatted(
                  engines.size(),
                  CmapssDirectory.testFile(data, subset),
                  rul.length,
                  CmapssDirectory.rulFile(data, subset)));
    }
    return rul;
  }

  /** The decision rules that a model carries. */
  public static FailureRules rules(List<RulSpec.Decision> decisions) {
    return new FailureRules(rule(decisions, 15), rule(decisions, 30));
  }

  private static FailureRule rule(List<RulSpec.Decision> decisions, int horizon) {
    return decisions.stream()
        .filter(decision -> decision.horizon() == horizon)
        .findFirst()
        .map(
            decision ->
                new FailureRule(
                    horizon,
                    FailureSignal.valueOf(decision.signal().toUpperCase(Locale.ROOT)),
                    decision.threshold()))
        .orElseGet(() -> FailureRule.evenChance(horizon));
  }
}
