package io.harbinger.training.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Computes {@link RulMetrics} from outcomes. Pure: the order of the outcomes does not matter. */
public final class RulEvaluation {
  /** RUL above this is not told apart, in cycles. */
  public static final double CAP = 125;

  /** What was measured and how, to be printed beside the numbers. */
  public static final String PROTOCOL =
      "One prediction per engine at its last cycle; no engine is left out, short ones are padded;"
          + " held-out training engines are cut at random cycles first."
          + " Predictions are clipped to 0..125 cycles. \"Capped\" takes the truth as min(RUL, 125),"
          + " \"uncapped\" as it is. Score: the PHM08 sum over engines of exp(-d/13)-1 for d < 0 and"
          + " exp(d/10)-1 otherwise, d = predicted - true; sums of sets of different size do not"
          + " compare. \"Within w\": the truth is RUL <= w; the decision rule was chosen on held-out"
          + " training engines. Course loss: mean of the mean absolute error of min-max normalised"
          + " RUL and the mean cross-entropy of \"fails within 30\", over engines of 50 cycles or"
          + " more, labels uncapped and predictions unclipped. Standard error: 1000 bootstrap"
          + " resamples over engines.";

  private static final Comparator<EngineOutcome> ORDER =
      Comparator.comparingInt(EngineOutcome::unit)
          .thenComparingInt(EngineOutcome::cyclesObserved)
          .thenComparingDouble(EngineOutcome::predictedRul);

  private RulEvaluation() {}

  /**
   * The metrics of these outcomes.
   *
   * @param outcomes at least one; usually one an engine. Several truncations of one engine count
   *     each, and are drawn together when the standard error is estimated
   * @param courseLoss with the label range of the model's training engines
   * @param bootstrapSeed the same seed gives the same standard error
   */
  public static RulMetrics of(
      List<EngineOutcome> outcomes, CourseLoss courseLoss, long bootstrapSeed) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("no outcomes to evaluate (expected at least one engine)");
    }
    List<EngineOutcome> sorted = outcomes.stream().sorted(ORDER).toList();
    double[] capped = differences(sorted, outcome -> Math.min(outcome.trueRul(), CAP));
    double[] uncapped = differences(sorted, EngineOutcome::trueRul);
    int[] units = sorted.stream().mapToInt(EngineOutcome::unit).toArray();
    return new RulMetrics(
        (int) sorted.stream().mapToInt(EngineOutcome::unit).distinct().count(),
        RulErrors.rmse(capped),
        EngineBootstrap.rmseStandardError(units, capped, bootstrapSeed),
        RulErrors.rmse(uncapped),
        RulErrors.phm08Score(capped),
        RulErrors.phm08Score(uncapped),
        HorizonMetrics.count(sorted, 30, EngineOutcome::predictedFailWithin30),
        HorizonMetrics.count(sorted, 15, EngineOutcome::predictedFailWithin15),
        courseLoss.of(sorted),
        courseLoss.standardError(sorted, bootstrapSeed));
  }

  /**
   * RMSE over every cycle of engines that ran to failure, in cycles: what a platform lives with
   * that predicts at each reading. Truth is capped and predictions are clipped as above.
   *
   * @param predictions for each engine its predicted RUL at each cycle, oldest first; the last is
   *     the cycle of failure, whose true RUL is 0
   */
  public static double rmseOverAllCycles(List<double[]> predictions) {
    double[] differences = new double[predictions.stream().mapToInt(p -> p.length).sum()];
    int at = 0;
    for (double[] engine : predictions) {
      for (int cycle = 0; cycle < engine.length; cycle++) {
        double trueRul = Math.min(engine.length - 1 - cycle, CAP);
        differences[at++] = clip(engine[cycle]) - trueRul;
      }
    }
    return RulErrors.rmse(differences);
  }

  private static double[] differences(
      List<EngineOutcome> outcomes, ToDoubleFunction<EngineOutcome> truth) {
    return outcomes.stream()
        .mapToDouble(outcome -> clip(outcome.predictedRul()) - truth.applyAsDouble(outcome))
        .toArray();
  }

  private static double clip(double predictedRul) {
    return Math.min(Math.max(predictedRul, 0), CAP);
  }
}
