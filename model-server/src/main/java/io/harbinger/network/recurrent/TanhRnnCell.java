package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;

/**
 * The plain recurrent network (Elman, 1990): {@code h_t = tanh(W x_t + U h_(t-1) + b)}. It forgets
 * within some tens of steps; here to be compared with.
 *
 * <p>Parameters: {@code inputWeight (features, units)}, {@code recurrentWeight (units, units)},
 * {@code bias (units)}.
 */
final class TanhRnnCell extends FusedCell {

  TanhRnnCell(CellSpec.TanhRnn spec, long seed) {
    super("tanh RNN cell", "tanh_rnn", spec.units());
    long units = spec.units();
    declare(
        "inputWeight",
        features -> new Shape(features, units),
        new GateInitializer.GlorotUniform(1, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(units, units),
        new GateInitializer.Orthogonal(1, seed + 1));
    declare("bias", features -> new Shape(units), VectorInitializer.Constants.of(0.0));
  }
}
