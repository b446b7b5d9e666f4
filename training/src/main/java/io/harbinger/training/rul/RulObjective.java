package io.harbinger.training.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.harbinger.network.ops.Scale;
import io.harbinger.training.recipe.LossWeights;
import io.harbinger.training.recipe.RulLoss;

/**
 * What training lowers: the weighted mean of the RUL's error and of the failure's cross-entropy.
 * Equal weights are the course's mean of the two losses.
 *
 * @param rul how the RUL's error is measured, over scaled labels
 * @param weights what each head counts
 */
record RulObjective(RulLoss rul, LossWeights weights) {

  /**
   * The losses of a batch, each a scalar.
   *
   * @param total the weighted mean
   * @param failure mean cross-entropy over windows and horizons
   * @param rul the RUL head's error
   */
  record Loss(NDArray total, NDArray failure, NDArray rul) {

    Value value() {
      return new Value(total.getFloat(), failure.getFloat(), rul.getFloat());
    }
  }

  /** A loss as numbers. */
  record Value(double total, double failure, double rul) {

    static final Value ZERO = new Value(0, 0, 0);

    Value plus(Value other, double weight) {
      return new Value(
          total + weight * other.total, failure + weight * other.failure, rul + weight * other.rul);
    }
  }

  /**
   * The loss of a batch.
   *
   * @param outputs of the network: logits (batch, horizons), scaled RUL (batch)
   * @param failure 1 where failure comes within the horizon (batch, horizons)
   * @param scaledRul the label (batch)
   */
  Loss of(NDList outputs, NDArray failure, NDArray scaledRul) {
    NDArray logits = outputs.get(0);
    NDArray error = outputs.get(1).sub(scaledRul);
    NDArray regression =
        switch (rul) {
          case MSE -> error.square().mean();
          case MAE -> error.abs().mean();
        };
    // Cross-entropy of a logit, in the form that neither overflows nor takes the logarithm of 0.
    NDArray entropy = Activation.softPlus(logits).sub(logits.mul(failure)).mean();
    double sum = weights.rul() + weights.failure();
    NDArray total =
        Scale.by(weights.rul() / sum, regression).add(Scale.by(weights.failure() / sum, entropy));
    return new Loss(total, entropy, regression);
  }
}
