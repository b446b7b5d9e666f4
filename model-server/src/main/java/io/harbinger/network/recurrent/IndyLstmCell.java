package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * An independently recurrent LSTM (Gonnet and Deselaers, 2019, arXiv 1903.08023): the LSTM's
 * equations with a vector in place of each recurrent matrix, so that a unit sees its own state
 * only. Gates in the order i, j, f, o; the forget bias is added in the equation.
 *
 * <p>Parameters: {@code inputWeight (features, 4 units)}, {@code recurrentWeight (4 units)} drawn
 * from U(-1, 1), {@code bias (4 units)}.
 */
final class IndyLstmCell extends FusedCell {

  private final double forgetBias;

  IndyLstmCell(CellSpec.IndyLstm spec, long seed) {
    super("IndyLSTM cell", "indy_lstm", spec.units());
    long units = spec.units();
    forgetBias = spec.forgetBias();
    declare(
        "inputWeight",
        features -> new Shape(features, 4 * units),
        new GateInitializer.GlorotUniform(4, seed));
    declare(
        "recurrentWeight",
        features -> new Shape(4 * units),
        new VectorInitializer.Uniform(-1, 1, seed + 1));
    declare("bias", features -> new Shape(4 * units), VectorInitializer.Constants.of(0.0));
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
