package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;

/**
 * A gated recurrent unit (Cho et al., 2014), in either of its two forms, which are not
 * interchangeable; see {@link CellSpec.Reset}. In both:
 *
 * <pre>
 * r, u = sigmoid(W x_t + U h_(t-1) + b)        h_t = u * h_(t-1) + (1 - u) * n
 * </pre>
 *
 * <p>Parameters, gates in the order r, u, n: {@code inputWeight (features, 3 units)}, {@code
 * recurrentWeight (units, 3 units)}, {@code bias (3 units)}, which is 1 for the gates at first, as
 * in TensorFlow; reset after the product adds {@code recurrentBias (units)} of the candidate.
 */
final class GruCell extends FusedCell {

  GruCell(CellSpec.Gru spec, long seed) {
    super(
        "GRU cell",
        switch (spec.reset()) {
          case BEFORE -> "gru_reset_before";
          case AFTER -> "gru_reset_after";
        },
        spec.units());
    long units = spec.units();
    declare(
        "inputWeight",
        features -> new Shape(features, 3 * units),
        new GateInitializer.GlorotUniform(3, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(units, 3 * units),
        new GateInitializer.Orthogonal(3, seed + 1));
    declare(
        "bias", features -> new Shape(3 * units), VectorInitializer.Constants.of(1.0, 1.0, 0.0));
    if (spec.reset() == CellSpec.Reset.AFTER) {
      declare("recurrentBias", features -> new Shape(units), VectorInitializer.Constants.of(0.0));
    }
  }
}
