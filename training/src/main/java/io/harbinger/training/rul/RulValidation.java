package io.harbinger.training.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.training.data.WindowSet;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.recipe.RulLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures weights on engines that they were not fitted to: on truncations that are drawn as the
 * public test set is, and over every cycle.
 */
final class RulValidation {

  /** What the held-out figures mean. */
  static final String PROTOCOL =
      "Engines held out of training, each cut short 20 times with an RUL drawn evenly from 6 to 145"
          + " cycles; the decision rules were chosen on these very outcomes.";

  private final WindowSet truncations;
  private final WindowSet everyCycle;
  private final RulObjective objective;
  private final RulLabels labels;

  RulValidation(
      WindowSet truncations, WindowSet everyCycle, RulObjective objective, RulLabels labels) {
    this.truncations = truncations;
    this.everyCycle = everyCycle;
    this.objective = objective;
    this.labels = labels;
  }

  /**
   * What weights come to.
   *
   * @param loss the training's own loss on the truncations, without dropout
   * @param rmseCapped on the truncations, in cycles
   * @param rmseAllCycles in cycles
   */
  record Result(RulObjective.Value loss, double rmseCapped, double rmseAllCycles) {

    /**
     * What the best epoch is chosen by, lower is better: for a squared error the RMSE, for the
     * course's absolute error the course's own loss.
     */
    double criterion(RulLoss trained) {
      return switch (trained) {
        case MSE -> rmseCapped;
        case MAE -> loss.total();
      };
    }
  }

  Result of(RulNetwork network, NDManager manager) {
    RulForward.Outputs outputs = RulForward.of(network, manager, truncations);
    return new Result(
        loss(outputs, manager),
        rmseCapped(outputs),
        rmseAllCycles(RulForward.of(network, manager, everyCycle)));
  }

  /** Each truncation as an outcome, decided by rules. */
  List<EngineOutcome> outcomes(RulNetwork network, NDManager manager, FailureRules rules) {
    RulForward.Outputs outputs = RulForward.of(network, manager, truncations);
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < truncations.size(); i++) {
      double[] failure = outputs.failure(i, labels.horizons(), labels.scaling());
      outcomes.add(
          EngineOutcome.decided(
              truncations.unit(i),
              truncations.cyclesObserved(i),
              labels.scaling().cycles(outputs.rul()[i]),
              truncations.rul(i),
              failure[0],
              failure[1],
              rules));
    }
    return outcomes;
  }

  private RulObjective.Value loss(RulForward.Outputs outputs, NDManager manager) {
    int[] all = IntStream.range(0, truncations.size()).toArray();
    try (NDManager scope = manager.newSubManager()) {
      int horizons = labels.horizons().size();
      float[] flat = new float[all.length * horizons];
      for (int i = 0; i < all.length; i++) {
        System.arraycopy(outputs.logits()[i], 0, flat, i * horizons, horizons);
      }
      NDArray logits = scope.create(flat, new Shape(all.length, horizons));
      NDList heads = new NDList(logits, scope.create(outputs.rul()));
      return objective
          .of(heads, labels.failure(truncations, all, scope), labels.rul(truncations, all, scope))
          .value();
    }
  }

  private double rmseCapped(RulForward.Outputs outputs) {
    RulScaling scaling = labels.scaling();
    double squares = 0;
    for (int i = 0; i < truncations.size(); i++) {
      double predicted = Math.min(RulEvaluation.CAP, scaling.cycles(outputs.rul()[i]));
      double error = predicted - Math.min(RulEvaluation.CAP, truncations.rul(i));
      squares += error * error;
    }
    return Math.sqrt(squares / truncations.size());
  }

  private double rmseAllCycles(RulForward.Outputs outputs) {
    List<double[]> engines = new ArrayList<>();
    int from = 0;
    while (from < everyCycle.size()) {
      int to = from;
      while (to < everyCycle.size() && everyCycle.unit(to) == everyCycle.unit(from)) {
        to++;
      }
      int start = from;
      engines.add(
          IntStream.range(from, to)
              .mapToDouble(i -> labels.scaling().cycles(outputs.rul()[i]))
              .toArray());
      from = Math.max(to, start + 1);
    }
    return RulEvaluation.rmseOverAllCycles(engines);
  }
}
