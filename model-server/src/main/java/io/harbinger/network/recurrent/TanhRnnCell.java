package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;

/**
 * The plain recurrent network (Elman, 1990): {@code h_t = tanh(W x_t + U h_(t-1) + b)}. It forgets
 * within some tens of steps; here to be compared with.
 *
 * <p>The loop runs on {@code s = (h + 1) / 2}: as tanh(a) = 2 sigmoid(2a) - 1, that is {@code s_t =
 * sigmoid(2 (W x_t + b - U 1) + 4 U s_(t-1))}, and the engine computes a sigmoid in half the time
 * of a tanh. States agree with the definition to the rounding of numbers near 1, about 1e-7.
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
