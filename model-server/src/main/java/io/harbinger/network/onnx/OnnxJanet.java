package io.harbinger.network.onnx;

import io.harbinger.network.recurrent.Janet;
import java.util.List;

/** Steps of a JANET layer in a graph; {@link Janet} has the equations. */
public final class OnnxJanet {

  private final OnnxGraph graph;
  private final String beta;

  /** For the layers of a graph. */
  public OnnxJanet(OnnxGraph graph) {
    this.graph = graph;
    this.beta = graph.scalar(Janet.BETA);
  }

  /**
   * The state after a step.
   *
   * @param gates what reaches the gates, the forget gate's before the candidate's on the last axis
   * @param h the state before
   * @param lastAxis of both
   */
  public String step(String gates, String h, int lastAxis) {
    List<String> parts = graph.split(gates, 2, lastAxis);
    String keep = graph.multiply(graph.sigmoid(parts.get(0)), h);
    return graph.add(keep, admitted(parts));
  }

  /** The state after the first step, from a state of zeros. */
  public String first(String gates, int lastAxis) {
    return admitted(graph.split(gates, 2, lastAxis));
  }

  private String admitted(List<String> parts) {
    String admit = graph.sigmoid(graph.subtract(beta, parts.get(0)));
    return graph.multiply(admit, graph.tanh(parts.get(1)));
  }
}
