package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;

/**
 * An independently recurrent GRU (Gonnet and Deselaers, 2019, arXiv 1903.08023, and TensorFlow's
 * cell of that name):
 *
 * <pre>
 * r, u = sigmoid(W x_t + u_g * h_(t-1) + b)
 * n    = tanh(W_n x_t + u_n * (r * h_(t-1)) + b_n)
 * h_t  = u * h_(t-1) + (1 - u) * n
 * </pre>
 *
 * <p>Parameters, gates in the order r, u, n: {@code inputWeight (features, 3 units)}, {@code
 * recurrentWeight (3 units)} drawn from U(-1, 1), {@code bias (3 units)}, 1 for the gates at first.
 */
final class IndyGruCell extends FusedCell {

  IndyGruCell(CellSpec.IndyGru spec, long seed) {
    super("IndyGRU cell", "indy_gru", spec.units());
    long units = spec.units();
    declare(
        "inputWeight",
        features -> new Shape(features, 3 * units),
        new GateInitializer.GlorotUniform(3, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(3 * units),
        new VectorInitializer.Uniform(-1, 1, seed + 1));
    declare(
        "bias", features -> new Shape(3 * units), VectorInitializer.Constants.of(1.0, 1.0, 0.0));
  }
}
