package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * A quasi-recurrent network (Bradbury et al., 2017, arXiv 1611.01576): gates from a causal
 * convolution over the last k inputs, then a pooling that alone is recurrent.
 *
 * <pre>
 * Z = tanh(W_z * X)     F, O, I = sigmoid(W_f * X), sigmoid(W_o * X), sigmoid(W_i * X)
 * f    h_t = f_t * h_(t-1) + (1 - f_t) * z_t
 * fo   c_t = f_t * c_(t-1) + (1 - f_t) * z_t        h_t = o_t * c_t
 * ifo  c_t = f_t * c_(t-1) + i_t * z_t              h_t = o_t * c_t
 * </pre>
 *
 * <p>Zoneout, in training, sets each f to 1 with its probability and rescales nothing. The
 * convolution pads with zeros before the first step; the last k-1 inputs are part of the state, the
 * oldest first, so that steps and sequences agree.
 *
 * <p>Parameters, gates in the order z, f, o, i: {@code inputWeight (k, features, gates x units)},
 * the last row of which meets the newest input; {@code bias (gates x units)}.
 */
final class QrnnCell extends FusedCell {

  private final CellSpec.Qrnn spec;
  private final Parameter inputWeight;

  QrnnCell(CellSpec.Qrnn spec, long seed) {
    super("QRNN cell", "qrnn", spec.units());
    this.spec = spec;
    int gates =
        switch (spec.pooling()) {
          case F -> 2;
          case FO -> 3;
          case IFO -> 4;
        };
    long columns = (long) gates * spec.units();
    inputWeight =
        declare(
            "inputWeight",
            features -> new Shape(spec.width(), features, columns),
            new GateInitializer.GlorotUniform(gates, seed));
    declare("bias", features -> new Shape(columns), VectorInitializer.Constants.of(0.0));
  }

  @Override
  public int inputSize() {
    return Math.toIntExact(initialised(inputWeight).getShape().get(1));
  }

  @Override
  public List<StatePart> stateParts() {
    return List.of(
        new StatePart("window", (spec.width() - 1) * inputSize(), false),
        new StatePart("c", units(), false));
  }

  @Override
  List<String> scriptedExtras(String x) {
    return List.of(noBooleans(x, units()));
  }

  /** Where zoneout keeps the state; without a step, nowhere. */
  @Override
  NDList extras(NDArray x, boolean training) {
    NDManager manager = x.getManager();
    boolean on = training && spec.zoneout() > 0;
    Shape shape = new Shape(on ? x.getShape().get(0) : 0, x.getShape().get(1), units());
    if (!on) {
      return new NDList(manager.zeros(shape, DataType.BOOLEAN));
    }
    try (NDArray draw = manager.randomUniform(0, 1, shape)) {
      return new NDList(draw.lt(spec.zoneout()));
    }
  }
}
