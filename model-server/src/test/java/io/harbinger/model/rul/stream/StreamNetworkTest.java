package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.recurrent.ChronoInitializer;
import io.harbinger.network.recurrent.Janet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamNetworkTest {

  private static final StreamNetworkConfig SIZES =
      new StreamNetworkConfig(3, 4, List.of(5, 2), 6, List.of(15, 30), 2, 20);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isAChainOfDenseAndJanetLayersForEveryMember() {
    Map<String, NDArray> weights = weights(SIZES, 1);
    StreamNetwork network = new StreamNetwork(SIZES, weights);
    NDArray x = random(new Shape(2, 7, 3, 3), 2);
    float[] out = network.forward(x, network.zeroState(manager, 3)).outputs().toFloatArray();

    int each = out.length / 2;
    for (int member = 0; member < 2; member++) {
      NDArray states =
          x.get(member)
              .matMul(of(weights, "embedding.weight", member))
              .add(of(weights, "embedding.bias", member))
              .tanh();
      for (int layer = 0; layer < 2; layer++) {
        states = janet(weights, layer, member, states);
      }
      NDArray head =
          ai.djl.nn.Activation.relu(
              states
                  .matMul(of(weights, "head.weight", member))
                  .add(of(weights, "head.bias", member)));
      float[] expected =
          head.matMul(of(weights, "output.weight", member))
              .add(of(weights, "output.bias", member))
              .toFloatArray();
      for (int i = 0; i < each; i++) {
        assertThat(out[member * each + i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void theGradientAgreesWithFiniteDifferences() {
    Map<String, NDArray> weights = weights(SIZES, 3);
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    StreamNetwork network = new StreamNetwork(SIZES, weights);
    NDArray x = random(new Shape(2, 6, 3, 3), 4);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss(network, x));
    }
    Map<String, float[]> gradients = new LinkedHashMap<>();
    weights.forEach((name, weight) -> gradients.put(name, weight.getGradient().toFloatArray()));
    weights.values().forEach(weight -> weight.setRequiresGradient(false));

    SplittableRandom random = new SplittableRandom(5);
    weights.forEach(
        (name, weight) -> {
          float[] values = weight.toFloatArray();
          int at = random.nextInt(values.length);
          double slope =
              (shifted(network, x, weight, values, at, 1e-2f)
                      - shifted(network, x, weight, values, at, -1e-2f))
                  / 2e-2;
          weight.set(values);
          float[] gradient = Objects.requireNonNull(gradients.get(name));
          assertThat((double) gradient[at])
              .as(name)
              .isCloseTo(slope, within(2e-3 + 0.02 * Math.abs(slope)));
        });
  }

  private double shifted(
      StreamNetwork network, NDArray x, NDArray weight, float[] values, int at, float by) {
    float[] moved = values.clone();
    moved[at] += by;
    weight.set(moved);
    return loss(network, x).getFloat();
  }

  private NDArray loss(StreamNetwork network, NDArray x) {
    return network
        .train(x, network.zeroState(manager, 3), UnaryOperator.identity())
        .outputs()
        .square()
        .sum();
  }

  @Test
  void refusesInputsAndWeightsOfOtherShapes() {
    Map<String, NDArray> weights = weights(SIZES, 1);
    StreamNetwork network = new StreamNetwork(SIZES, weights);
    assertThatThrownBy(
            () ->
                network.forward(manager.ones(new Shape(2, 7, 3, 4)), network.zeroState(manager, 3)))
        .hasMessageContaining("expected 2 members, time, batch, 3 features");
    weights.put("head.bias", manager.ones(new Shape(2, 6)));
    assertThatThrownBy(() -> new StreamNetwork(SIZES, weights))
        .hasMessageContaining("head.bias")
        .hasMessageContaining("expected shape (2, 1, 6)");
    assertThatThrownBy(() -> new StreamNetworkConfig(3, 4, List.of(), 6, List.of(15, 30), 2, 20))
        .hasMessageContaining("units");
  }

  private NDArray janet(Map<String, NDArray> weights, int layer, int member, NDArray states) {
    int units = SIZES.units().get(layer);
    Janet janet = new Janet(units, new ChronoInitializer(20, 0), 0);
    janet.initialize(manager, DataType.FLOAT32, states.getShape());
    NamedParameters.of(janet)
        .forEach(
            (name, parameter) ->
                parameter
                    .getArray()
                    .set(of(weights, "janet" + layer + "." + name, member).toFloatArray()));
    return janet.forward(new ParameterStore(manager, false), new NDList(states), false).head();
  }

  private static NDArray of(Map<String, NDArray> weights, String name, int member) {
    return Objects.requireNonNull(weights.get(name)).get(member);
  }

  private Map<String, NDArray> weights(StreamNetworkConfig config, long seed) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    StreamNetwork.shapes(config)
        .forEach((name, shape) -> weights.put(name, random(shape, seed + name.hashCode())));
    return weights;
  }

  private NDArray random(Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 * random.nextGaussian());
    }
    return manager.create(values, shape);
  }
}
