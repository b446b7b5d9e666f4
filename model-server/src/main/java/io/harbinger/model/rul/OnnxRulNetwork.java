package io.harbinger.model.rul;

import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.onnx.OnnxGraph;
import io.harbinger.network.onnx.OnnxJanet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A {@link RulNetwork} as a graph: scaled windows (batch, time, channels) in; the logits of failure
 * (batch, horizons) and the RUL (batch, 1) out. The steps of a layer are written one after the
 * other: a loop inside the graph is a graph of its own that the runtime would enter at every step.
 */
final class OnnxRulNetwork {

  static final String WINDOWS = "windows";

  private static final int TIME = 0;

  /** The axis of features where time comes first. */
  private static final int LAST = 2;

  private final RulNetworkConfig config;
  private final Safetensors weights;
  private final OnnxGraph graph = new OnnxGraph("rul");

  private OnnxRulNetwork(RulNetworkConfig config, Safetensors weights) {
    config.requireJanet("ONNX");
    this.config = config;
    this.weights = weights;
  }

  /**
   * The model.
   *
   * @param weights exactly those that the network has
   */
  static byte[] of(RulNetworkConfig config, Safetensors weights) {
    return new OnnxRulNetwork(config, weights).write();
  }

  private byte[] write() {
    OnnxJanet janet = new OnnxJanet(graph);
    String windows = graph.input(WINDOWS, OnnxGraph.BATCH, config.window(), config.channels());
    String sequence = graph.transpose(windows, 1, 0, 2);
    List<String> states = List.of();
    for (int i = 0; i < config.units().size(); i++) {
      states = layer("janet" + i, sequence, janet);
      boolean all = i + 1 < config.units().size() || config.attention();
      sequence = all ? graph.concat(states, TIME) : sequence;
    }
    String last = states.get(states.size() - 1);
    String failure = read("failureAttention", sequence, last);
    String rul = read("rulAttention", sequence, last);
    graph.output(head("failureHead", failure), OnnxGraph.BATCH, config.horizons().size());
    graph.output(head("rulHead", rul), OnnxGraph.BATCH, 1);
    return graph.toBytes();
  }

  /** The state (1, batch, units) after each step; all input products are one. */
  private List<String> layer(String name, String sequence, OnnxJanet janet) {
    String projected =
        graph.add(graph.matMul(sequence, weight(name + ".inputWeight")), weight(name + ".bias"));
    String recurrent = weight(name + ".recurrentWeight");
    List<String> states = new ArrayList<>();
    for (String step : graph.split(projected, config.window(), TIME)) {
      if (states.isEmpty()) {
        states.add(janet.first(step, LAST));
      } else {
        String h = states.get(states.size() - 1);
        states.add(janet.step(graph.add(graph.matMul(h, recurrent), step), h, LAST));
      }
    }
    return states;
  }

  /** What a head reads: all states by an attention of its own, or the last state. */
  private String read(String attention, String sequence, String last) {
    if (!config.attention()) {
      return graph.squeeze(last, TIME);
    }
    String projected =
        graph.tanh(
            graph.add(
                graph.matMul(sequence, weight(attention + ".projection")),
                weight(attention + ".bias")));
    String scores = graph.matMul(projected, weight(attention + ".context"));
    return graph.sum(graph.multiply(projected, graph.softmax(scores, TIME)), TIME);
  }

  private String head(String name, String x) {
    return graph.linear(x, weight(name + ".weight"), weight(name + ".bias"));
  }

  private String weight(String name) {
    Tensor tensor = Objects.requireNonNull(weights.tensors().get(name), name);
    return graph.constant(tensor.shape(), tensor.values());
  }
}
