package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A long short-term memory cell (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et
 * al., 2000), without peepholes:
 *
 * <pre>
 * (i, j, f, o) = W x_t + U h_(t-1) + b
 * c_t = sigmoid(f + forgetBias) * c_(t-1) + sigmoid(i) * tanh(j)
 * h_t = sigmoid(o) * tanh(c_t)
 * </pre>
 *
 * <p>The gates lie in TensorFlow's order i, j, f, o, and the forget bias is added in the equation,
 * as there; Keras has i, f, c, o and PyTorch i, f, g, o, with the forget bias in the parameter or
 * nowhere. Where gradients are recorded, whole sequences of up to 64 rows in single precision are
 * computed on a processor by the engine's own LSTM, which is fused and faster there
 * (docs/decisions/0007). Parameters: {@code inputWeight (features, 4 units)}, {@code
 * recurrentWeight (units, 4 units)}, {@code bias (4 units)}.
 */
final class LstmCell extends FusedCell {

  private final double forgetBias;

  LstmCell(CellSpec.Lstm spec, long seed) {
    super("LSTM cell", "lstm", spec.units());
    long units = spec.units();
    forgetBias = spec.forgetBias();
    declare(
        "inputWeight",
        features -> new Shape(features, 4 * units),
        new GateInitializer.GlorotUniform(4, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(units, 4 * units),
        new GateInitializer.Orthogonal(4, seed + 1));
    declare(
        "bias",
        features -> new Shape(4 * units),
        spec.longestMemory().isPresent()
            ? new VectorInitializer.ChronoLstm(spec.longestMemory().getAsInt(), seed + 2)
            : VectorInitializer.Constants.of(0.0));
  }

  @Override
  List<Constant> constants() {
    return List.of(new Constant("forgetBias", forgetBias));
  }

  @Override
  public List<StatePart> stateParts() {
    return hiddenAndMemory(units());
  }
}
