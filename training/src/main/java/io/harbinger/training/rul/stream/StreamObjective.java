package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import io.harbinger.network.ops.Scale;
import io.harbinger.training.recipe.StreamTrainingRecipe;
import java.util.ArrayList;
import java.util.List;

/**
 * What training lowers: per member, the mean over its steps of the squared error of the RUL in
 * units of the cap, of the pinball losses of the interval's two ends (Koenker and Bassett, 1978),
 * and of the cross-entropies of failure within each horizon; the members' sum. No member's gradient
 * sees another's.
 *
 * @param cap the largest RUL in cycles that is told, and the label's unit
 * @param horizons cycles
 * @param training the weights of the parts
 */
record StreamObjective(double cap, List<Integer> horizons, StreamTrainingRecipe training) {

  /** What share of the truth should lie below the interval, and above it. */
  private static final float TAIL = 0.05f;

  /** Steps at an engine's beginning that count less: nothing is known of it yet. */
  private static final int FIRST_STEPS = 5;

  private static final float FIRST_WEIGHT = 0.2f;

  /**
   * The loss of a batch, a scalar.
   *
   * @param outputs (members, time, batch, outputs)
   */
  NDArray of(NDArray outputs, SequenceBatch batch, NDManager manager) {
    NDArray weight = batch.steps(manager, weights(batch));
    NDArray label = batch.steps(manager, labels(batch));
    NDArray rul = output(outputs, 0);
    NDArray error = rul.sub(label);
    NDArray loss = Scale.by(training.lossRul(), error.square());
    // The interval is laid around the RUL, not the RUL between the interval's ends.
    NDArray centre = rul.stopGradient();
    NDArray below = label.sub(centre.sub(Activation.softPlus(output(outputs, 1))));
    NDArray above = label.sub(centre.add(Activation.softPlus(output(outputs, 2))));
    NDArray interval = pinball(below, TAIL).add(pinball(above, 1 - TAIL));
    loss = loss.add(Scale.by(training.lossInterval(), interval));
    List<NDArray> entropies = new ArrayList<>();
    for (int i = 0; i < horizons.size(); i++) {
      NDArray logit = output(outputs, 3 + i);
      NDArray fails = batch.steps(manager, fails(batch, horizons.get(i)));
      entropies.add(Activation.softPlus(logit).sub(logit.mul(fails)));
    }
    for (NDArray entropy : entropies) {
      loss = loss.add(Scale.by(training.lossFailure() / horizons.size(), entropy));
    }
    return loss.mul(weight).sum();
  }

  private static NDArray output(NDArray outputs, int index) {
    return outputs.get(new NDIndex(":, :, :, " + index));
  }

  /** Of what the truth exceeds a quantile by. */
  private static NDArray pinball(NDArray excess, float quantile) {
    return Scale.by(quantile, excess).maximum(Scale.by(quantile - 1, excess));
  }

  /** Of each step, summing to 1 over each member's; 0 behind an engine's end. */
  private static float[] weights(SequenceBatch batch) {
    float[] weights = new float[batch.members() * batch.time() * batch.size()];
    for (int member = 0; member < batch.members(); member++) {
      double sum = 0;
      for (int i = 0; i < batch.size(); i++) {
        for (int t = 0; t < batch.steps(member, i); t++) {
          sum += t < FIRST_STEPS ? FIRST_WEIGHT : 1;
        }
      }
      for (int i = 0; i < batch.size(); i++) {
        for (int t = 0; t < batch.steps(member, i); t++) {
          weights[batch.place(member, t, i)] = (float) ((t < FIRST_STEPS ? FIRST_WEIGHT : 1) / sum);
        }
      }
    }
    return weights;
  }

  private float[] labels(SequenceBatch batch) {
    return each(batch, rul -> (float) (Math.min(rul, cap) / cap));
  }

  private static float[] fails(SequenceBatch batch, int horizon) {
    return each(batch, rul -> rul <= horizon ? 1 : 0);
  }

  private interface OfRul {
    float of(int rul);
  }

  private static float[] each(SequenceBatch batch, OfRul value) {
    float[] values = new float[batch.members() * batch.time() * batch.size()];
    for (int member = 0; member < batch.members(); member++) {
      for (int i = 0; i < batch.size(); i++) {
        EngineSequence engine = batch.engines().get(member).get(i);
        int start = batch.starts()[member][i];
        for (int t = 0; t < batch.steps(member, i); t++) {
          values[batch.place(member, t, i)] = value.of(engine.rul(start + t));
        }
      }
    }
    return values;
  }
}
