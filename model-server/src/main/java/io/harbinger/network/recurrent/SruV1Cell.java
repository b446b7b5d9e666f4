package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A simple recurrent unit in the first version of Lei et al. (2017, arXiv 1709.02755v1), as
 * TensorFlow has it: gates that see the input only, and always a projected skip.
 *
 * <pre>
 * f_t = sigmoid(W_f x_t + b_f)      r_t = sigmoid(W_r x_t + b_r)
 * c_t = f_t * c_(t-1) + (1 - f_t) * (W x_t)
 * h_t = r_t * tanh(c_t) + (1 - r_t) * (W_s x_t)
 * </pre>
 *
 * <p>Parameters: {@code inputWeight (features, 4 units)} in the order candidate, f, r, skip; {@code
 * bias (2 units)} of zeros.
 */
final class SruV1Cell extends FusedCell {

  SruV1Cell(CellSpec.SruV1 spec, long seed) {
    super("SRU (version 1) cell", "sru_v1", spec.units());
    long units = spec.units();
    declare(
        "inputWeight",
        features -> new Shape(features, 4 * units),
        new GateInitializer.GlorotUniform(4, seed));
    declare("bias", features -> new Shape(2 * units), VectorInitializer.Constants.of(0.0));
  }

  @Override
  public List<StatePart> stateParts() {
    return List.of(new StatePart("c", units(), true));
  }
}
