package io.harbinger.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void followsThePapersAlgorithm() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weight = manager.create(new float[] {1f, -2f});
      weight.setRequiresGradient(true);
      Adam adam = new Adam(manager, Map.of("weight", weight), 0, 0);

      double[] w = {1, -2};
      double[] m = new double[2];
      double[] v = new double[2];
      for (int step = 1; step <= 5; step++) {
        descend(weight, adam, 0.1);
        for (int i = 0; i < 2; i++) {
          double g = 2 * w[i];
          m[i] = 0.9 * m[i] + 0.1 * g;
          v[i] = 0.999 * v[i] + 0.001 * g * g;
          double mHat = m[i] / (1 - Math.pow(0.9, step));
          double vHat = v[i] / (1 - Math.pow(0.999, step));
          w[i] -= 0.1 * mHat / (Math.sqrt(vHat) + 1e-8);
        }
        float[] got = weight.toFloatArray();
        assertThat((double) got[0]).as("step " + step).isCloseTo(w[0], within(1e-5));
        assertThat((double) got[1]).as("step " + step).isCloseTo(w[1], within(1e-5));
      }
    }
  }

  @Test
  void clipsTheGradientsToOneNorm() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weight = manager.create(new float[] {30f, 40f});
      weight.setRequiresGradient(true);
      Adam adam = new Adam(manager, Map.of("weight", weight), 1, 0);
      descend(weight, adam, 1e-3);
      // The gradient (60, 80) has norm 100; clipped it is (0.6, 0.8), a tenth of which is the
      // moment.
      float[] moment = adam.firstMoments().get("weight").toFloatArray();
      assertThat(moment[0]).isCloseTo(0.06f, within(1e-6f));
      assertThat(moment[1]).isCloseTo(0.08f, within(1e-6f));
    }
  }

  private static void descend(NDArray weight, Adam adam, double rate) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(weight.square().sum());
    }
    adam.step(rate);
  }
}
