package io.harbinger.model.rul.stream;

import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.onnx.OnnxGraph;
import io.harbinger.network.onnx.OnnxJanet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One step of a {@link StreamNetwork} as a graph: the features (batch, features) and the states in;
 * what each member says (members, batch, outputs) and the states out. The members are one batched
 * product, as they are in PyTorch.
 *
 * <p>A step alone, since that is what serving asks for; longer sequences are steps one after the
 * other. What the members say together is not part of it: the numbers are few, and a dozen more
 * operations would cost more than the sums.
 */
final class OnnxStreamStep {

  static final String FEATURES = "features";

  /** The axis of features where the member comes first. */
  private static final int LAST = 2;

  private final StreamNetworkConfig config;
  private final Safetensors weights;
  private final OnnxGraph graph = new OnnxGraph("rul-stream");

  private OnnxStreamStep(StreamNetworkConfig config, Safetensors weights) {
    this.config = config;
    this.weights = weights;
  }

  /**
   * The model.
   *
   * @param weights of the shapes of {@link StreamNetwork#shapes}
   */
  static byte[] of(StreamNetworkConfig config, Safetensors weights) {
    return new OnnxStreamStep(config, weights).write();
  }

  /** The name of a layer's state. */
  static String state(int layer) {
    return "state" + layer;
  }

  private byte[] write() {
    OnnxJanet janet = new OnnxJanet(graph);
    String x = graph.input(FEATURES, OnnxGraph.BATCH, config.features());
    x = graph.tanh(dense("embedding", x));
    List<String> states = new ArrayList<>();
    for (int i = 0; i < config.units().size(); i++) {
      int units = config.units().get(i);
      String h = graph.input(state(i), config.members(), OnnxGraph.BATCH, units);
      // Input and state as one vector: one product instead of two and their sum.
      String joined = graph.concat(List.of(x, h), LAST);
      String gates =
          graph.add(graph.matMul(joined, joinedWeight("janet" + i)), weight("janet" + i + ".bias"));
      x = janet.step(gates, h, LAST);
      states.add(x);
    }
    String head = graph.relu(dense("head", x));
    graph.output(dense("output", head), config.members(), OnnxGraph.BATCH, config.outputs());
    for (int i = 0; i < states.size(); i++) {
      graph.output(states.get(i), config.members(), OnnxGraph.BATCH, config.units().get(i));
    }
    return graph.toBytes();
  }

  private String dense(String name, String x) {
    return graph.add(graph.matMul(x, weight(name + ".weight")), weight(name + ".bias"));
  }

  private String weight(String name) {
    Tensor tensor = tensor(name);
    return graph.constant(tensor.shape(), tensor.values());
  }

  /** Each member's input weight above its recurrent weight. */
  private String joinedWeight(String layer) {
    Tensor input = tensor(layer + ".inputWeight");
    Tensor recurrent = tensor(layer + ".recurrentWeight");
    int members = config.members();
    int above = input.values().length / members;
    int below = recurrent.values().length / members;
    float[] joined = new float[members * (above + below)];
    for (int member = 0; member < members; member++) {
      int at = member * (above + below);
      System.arraycopy(input.values(), member * above, joined, at, above);
      System.arraycopy(recurrent.values(), member * below, joined, at + above, below);
    }
    long rows = input.shape().get(1) + recurrent.shape().get(1);
    return graph.constant(List.of((long) members, rows, input.shape().get(2)), joined);
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(weights.tensors().get(name), name);
  }
}
