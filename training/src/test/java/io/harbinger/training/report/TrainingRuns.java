package io.harbinger.training.report;

import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRule;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.FailureSignal;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.recipe.RulRecipes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A run as training might leave it: losses that fall, errors that grow with the RUL. */
final class TrainingRuns {
  private static final FailureRules RULES =
      new FailureRules(
          new FailureRule(15, FailureSignal.PROBABILITY, 0.42),
          new FailureRule(30, FailureSignal.RUL, 31.5));

  private TrainingRuns() {}

  static TrainingRun ofEpochs(int epochs) {
    return run(
        "rul-fd001",
        epochs(epochs, true),
        List.of(evaluated("Held-out engines", 15, 4, 5), evaluated("Test engines", 100, 1, 6)));
  }

  static TrainingRun withoutValidation(String title) {
    return run(title, epochs(1, false), List.of());
  }

  private static TrainingRun run(
      String title, List<EpochMetrics> epochs, List<EvaluatedEngines> evaluations) {
    return new TrainingRun(
        title,
        Instant.parse("2026-03-14T15:09:26Z"),
        Duration.ofSeconds(754),
        "2 cores, Java 17",
        RulRecipes.load(RulRecipes.DEFAULT, List.of("training.epochs=30")),
        List.of(
            new DataFile("train_FD001.txt", "5d3a".repeat(16), "training and validation"),
            new DataFile("test_FD001.txt", "c0de".repeat(16), "test")),
        epochs,
        (epochs.size() + 1) / 2,
        RULES,
        evaluations);
  }

  private static List<EpochMetrics> epochs(int count, boolean validated) {
    Random random = new Random(1);
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= count; epoch++) {
      double loss = 0.05 + 0.3 * Math.exp(-epoch / 5.0) + 0.005 * random.nextDouble();
      double held = validated ? loss + 0.002 * epoch + 0.01 * random.nextGaussian() : Double.NaN;
      epochs.add(
          new EpochMetrics(
              epoch, 1e-3, loss, loss, loss, held, held, held, 12 + 90 * held, 9 + 90 * held, 25));
    }
    return epochs;
  }

  private static EvaluatedEngines evaluated(String name, int engines, int each, long seed) {
    Random random = new Random(seed);
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int unit = 1; unit <= engines; unit++) {
      for (int truncation = 0; truncation < each; truncation++) {
        double trueRul = 5 + random.nextInt(140);
        double error = (2 + trueRul / 9) * random.nextGaussian();
        double predicted = Math.min(Math.max(Math.min(trueRul, 125) + error, 0), 125);
        outcomes.add(
            EngineOutcome.decided(
                unit,
                30 + random.nextInt(200),
                predicted,
                trueRul,
                1 / (1 + Math.exp((predicted - 15) / 5)),
                1 / (1 + Math.exp((predicted - 30) / 5)),
                RULES));
      }
    }
    return new EvaluatedEngines(
        name, outcomes, RulEvaluation.of(outcomes, new CourseLoss(0, 361), 1));
  }
}
