package io.harbinger.training.conformal;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.FailureCalibration.Logistic;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.FailureHorizon;
import io.harbinger.training.evaluation.PredictionSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Fits a {@link FailureCalibration}: Platt's scaling (1999) of the raw probability's logit and of
 * the predicted RUL, each engine weighing the same. Isotonic regression would need more engines
 * than are held out: it has a parameter a step, this has three.
 *
 * <p>A signal that does not vary, as the constant probability of a model without a failure head, or
 * whose weight would have the wrong sign, is left out.
 */
public final class FailureFit {

  private FailureFit() {}

  /**
   * The calibration.
   *
   * @param sample cuts of engines that the weights were not fitted to
   */
  public static FailureCalibration fit(PredictionSample sample) {
    return new FailureCalibration(
        fit(sample, FailureHorizon.CYCLES_15), fit(sample, FailureHorizon.CYCLES_30));
  }

  /** A column of the regression; more of it makes failure more likely. */
  private enum Signal {
    LOGIT,
    LESS_RUL;

    double of(CyclePrediction p, FailureHorizon horizon) {
      return switch (this) {
        case LOGIT -> FailureCalibration.logit(p.within(horizon));
        case LESS_RUL -> -p.clippedRul();
      };
    }
  }

  private static Logistic fit(PredictionSample sample, FailureHorizon horizon) {
    List<Signal> signals = new ArrayList<>(List.of(Signal.values()));
    while (true) {
      List<ToDoubleFunction<CyclePrediction>> columns =
          signals.stream()
              .map(signal -> (ToDoubleFunction<CyclePrediction>) p -> signal.of(p, horizon))
              .toList();
      LogisticFit regression = LogisticFit.of(sample, columns, horizon);
      Signal wrong = null;
      for (int i = 0; i < signals.size(); i++) {
        if (!(regression.weights().get(i) > 0)) {
          wrong = signals.get(i);
        }
      }
      if (wrong == null) {
        return logistic(regression, signals);
      }
      signals.remove(wrong);
    }
  }

  private static Logistic logistic(LogisticFit regression, List<Signal> signals) {
    int logit = signals.indexOf(Signal.LOGIT);
    int rul = signals.indexOf(Signal.LESS_RUL);
    return new Logistic(
        regression.intercept(),
        logit < 0 ? 0 : regression.weights().get(logit),
        rul < 0 ? 0 : -regression.weights().get(rul));
  }
}
