package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A JANET layer ("just another network": an LSTM with only a forget gate), van der Westhuizen and
 * Lasenby, 2018, arXiv 1804.04849, equations 3 to 5:
 *
 * <pre>
 * s_t = U_f h_(t-1) + W_f x_t + b_f
 * z_t = tanh(U_c h_(t-1) + W_c x_t + b_c)
 * h_t = sigmoid(s_t) * h_(t-1) + (1 - sigmoid(s_t - beta)) * z_t
 * </pre>
 *
 * <p>Parameters, forget gate first, candidate second: {@code inputWeight (features, 2 units)},
 * {@code recurrentWeight (units, 2 units)}, {@code bias (2 units)}.
 */
public final class Janet extends FusedCell {

  /** The paper's beta: how much less is forgotten than is admitted. */
  public static final float BETA = 1f;

  private final double beta;

  /**
   * A layer of a number of units, with the paper's beta.
   *
   * @param units the width of the state
   * @param chrono how the forget gate's bias begins
   * @param seed of the initial weights
   */
  public Janet(int units, ChronoInitializer chrono, long seed) {
    this(units, BETA, chrono, seed);
  }

  Janet(int units, double beta, ChronoInitializer chrono, long seed) {
    super("JANET layer", "janet", units);
    this.beta = beta;
    declare(
        "inputWeight",
        features -> new Shape(features, 2L * units),
        new GateInitializer.GlorotUniform(2, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(units, 2L * units),
        new GateInitializer.Orthogonal(2, seed + 1));
    declare("bias", features -> new Shape(2L * units), chrono.withSeed(seed + 2));
  }

  @Override
  List<Constant> constants() {
    return List.of(new Constant("beta", beta));
  }
}
