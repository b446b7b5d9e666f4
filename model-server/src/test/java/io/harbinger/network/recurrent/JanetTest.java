package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JanetTest {

  private NDManager manager;
  private ParameterStore store;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    store = new ParameterStore(manager, false);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesTheGoldenStep() {
    Janet janet = layer(2, 2);
    fill(janet, "inputWeight", 0.5f);
    fill(janet, "recurrentWeight", 0.5f);
    janet.getParameters().get("bias").getArray().set(new float[] {1, 1, 0, 0});
    NDArray x = manager.ones(new Shape(1, 1, 2));
    NDArray h = manager.full(new Shape(1, 2), 0.1f);

    float[] out = janet.forward(store, new NDList(x, h), false).head().toFloatArray();

    assertThat(out).hasSize(2);
    assertThat(out[0]).isCloseTo(0.28900686f, within(1e-6f));
    assertThat(out[1]).isCloseTo(0.28900686f, within(1e-6f));
  }

  @Test
  void agreesWithThePapersEquationsWrittenOutInJava() {
    Janet janet = layer(3, 4);
    float[] x = random(7 * 2 * 3, 1);
    float[] out =
        janet
            .forward(store, new NDList(manager.create(x, new Shape(7, 2, 3))), false)
            .head()
            .toFloatArray();

    double[] expected = inJava(janet, x, 7, 2, 3, 4);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) out[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void stepByStepEqualsTheWholeSequence() {
    Janet janet = layer(3, 4);
    NDArray x = manager.create(random(6 * 2 * 3, 2), new Shape(6, 2, 3));
    NDArray whole = janet.forward(store, new NDList(x), false).head();

    NDArray h = manager.zeros(new Shape(2, 4));
    for (int t = 0; t < 6; t++) {
      NDArray step = x.get(new NDIndex(t + ":" + (t + 1)));
      h = janet.forward(store, new NDList(step, h), false).head().squeeze(0);
      assertThat(h.toFloatArray()).isEqualTo(whole.get(t).toFloatArray());
    }
  }

  @Test
  void recordsGradientsThatAgreeWithFiniteDifferences() {
    Janet janet = layer(3, 4);
    NDArray x = manager.create(random(5 * 2 * 3, 3), new Shape(5, 2, 3));
    NDArray weights = manager.create(random(5 * 2 * 4, 4), new Shape(5, 2, 4));
    for (Parameter parameter : janet.getParameters().values()) {
      parameter.getArray().setRequiresGradient(true);
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(janet.forward(store, new NDList(x), true).head().mul(weights).sum());
    }
    for (Parameter parameter : janet.getParameters().values()) {
      float[] gradient = parameter.getArray().getGradient().toFloatArray();
      float[] values = parameter.getArray().toFloatArray();
      for (int i : new int[] {0, values.length / 2, values.length - 1}) {
        double numeric =
            (objective(janet, parameter, values, i, 1e-2f, x, weights)
                    - objective(janet, parameter, values, i, -1e-2f, x, weights))
                / 2e-2;
        assertThat((double) gradient[i])
            .as(parameter.getName() + " " + i)
            .isCloseTo(numeric, within(2e-3));
      }
    }
  }

  @Test
  void startsItsForgetGatesBetweenOneStepAndTheLongestDependency() {
    Janet janet = new Janet(500, new ChronoInitializer(50, 0), 7);
    janet.initialize(manager, DataType.FLOAT32, new Shape(5, 2, 3));
    float[] bias = janet.getParameters().get("bias").getArray().toFloatArray();
    double mean = 0;
    for (int i = 0; i < 500; i++) {
      assertThat(bias[i]).isBetween(0f, (float) Math.log(49));
      mean += Math.exp(bias[i]) / 500;
      assertThat(bias[500 + i]).isZero();
    }
    assertThat(mean).isCloseTo(25, within(2.0));
  }

  @Test
  void startsWithOrthogonalRecurrentBlocks() {
    Janet janet = layer(3, 16);
    NDArray weight = janet.getParameters().get("recurrentWeight").getArray();
    for (String half : new String[] {":,0:16", ":,16:32"}) {
      NDArray block = weight.get(half);
      NDArray gram = block.transpose().matMul(block);
      assertThat(gram.sub(manager.eye(16)).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @Test
  void saysWhichShapeItGotAndWhichItExpected() {
    Janet janet = layer(3, 4);
    NDArray wrong = manager.zeros(new Shape(5, 2, 6));
    assertThatThrownBy(() -> janet.forward(store, new NDList(wrong), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(5, 2, 6)")
        .hasMessageContaining("3 features");
  }

  private double objective(
      Janet janet, Parameter parameter, float[] values, int i, float step, NDArray x, NDArray w) {
    float[] changed = values.clone();
    changed[i] += step;
    float[] out;
    parameter.getArray().setRequiresGradient(false);
    parameter.getArray().set(changed);
    out = janet.forward(store, new NDList(x), false).head().toFloatArray();
    parameter.getArray().set(values);
    float[] weights = w.toFloatArray();
    double sum = 0;
    for (int k = 0; k < out.length; k++) {
      sum += (double) out[k] * weights[k];
    }
    return sum;
  }

  private Janet layer(int features, int units) {
    Janet janet = new Janet(units, new ChronoInitializer(50, 0), 11);
    janet.initialize(manager, DataType.FLOAT32, new Shape(5, 2, features));
    return janet;
  }

  private static void fill(Janet janet, String name, float value) {
    NDArray array = janet.getParameters().get(name).getArray();
    array.set(new NDIndex("..."), value);
  }

  private static float[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] inJava(Janet janet, float[] x, int time, int batch, int n, int units) {
    float[] w = janet.getParameters().get("inputWeight").getArray().toFloatArray();
    float[] u = janet.getParameters().get("recurrentWeight").getArray().toFloatArray();
    float[] b = janet.getParameters().get("bias").getArray().toFloatArray();
    double[] out = new double[time * batch * units];
    for (int row = 0; row < batch; row++) {
      double[] h = new double[units];
      for (int t = 0; t < time; t++) {
        double[] next = new double[units];
        for (int k = 0; k < units; k++) {
          double s = b[k];
          double z = b[units + k];
          for (int i = 0; i < n; i++) {
            s += x[(t * batch + row) * n + i] * w[i * 2 * units + k];
            z += x[(t * batch + row) * n + i] * w[i * 2 * units + units + k];
          }
          for (int i = 0; i < units; i++) {
            s += h[i] * u[i * 2 * units + k];
            z += h[i] * u[i * 2 * units + units + k];
          }
          next[k] = sigmoid(s) * h[k] + (1 - sigmoid(s - 1)) * Math.tanh(z);
          out[(t * batch + row) * units + k] = next[k];
        }
        h = next;
      }
    }
    return out;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
