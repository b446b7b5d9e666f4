package io.harbinger.training.report;

import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.recipe.RulRecipe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A finished training run, as the report tells it. Immutable.
 *
 * @param title the model's name, for instance {@code rul-fd001}
 * @param started when the run began, its first start where it was resumed
 * @param took the time of all epochs
 * @param machine what it ran on, in words
 * @param recipe with every value resolved
 * @param data the files it has read
 * @param epochs every epoch, at least one
 * @param keptEpoch the epoch whose weights the model has
 * @param rules how "fails within" is decided
 * @param evaluations held-out engines, and test engines where there are any; the last is the
 *     headline; empty where there was nothing to evaluate on
 */
public record TrainingRun(
    String title,
    Instant started,
    Duration took,
    String machine,
    RulRecipe recipe,
    List<DataFile> data,
    List<EpochMetrics> epochs,
    int keptEpoch,
    FailureRules rules,
    List<EvaluatedEngines> evaluations) {

  public TrainingRun {
    data = List.copyOf(data);
    epochs = List.copyOf(epochs);
    evaluations = List.copyOf(evaluations);
    if (epochs.stream().noneMatch(row -> row.epoch() == keptEpoch)) {
      throw new IllegalArgumentException(
          "kept epoch is %d (expected one of the %d epochs)".formatted(keptEpoch, epochs.size()));
    }
  }
}
