package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.ops.GradientRecording;
import java.util.List;

/**
 * An independently recurrent network (Li et al., 2018, arXiv 1803.04831): {@code h_t = act(W x_t +
 * u * h_(t-1) + b)}, so that a unit sees its own state only and its gain over T steps is u^T.
 *
 * <p>Gradients neither vanish nor explode while u^T is held between bounds: u begins uniform in
 * [lowestGain^(1/T), 2^(1/T)], and {@link #constrain()} puts it back to |u| &lt;= 2^(1/T).
 *
 * <p>Parameters: {@code inputWeight (features, units)}, {@code recurrentWeight (units)}, {@code
 * bias (units)}.
 */
final class IndRnnCell extends FusedCell {

  /** The largest gain over the longest memory, the paper's gamma. */
  private static final double HIGHEST_GAIN = 2;

  private final Parameter recurrentWeight;
  private final boolean rectified;
  private final float bound;

  IndRnnCell(CellSpec.IndRnn spec, long seed) {
    super("IndRNN cell", "ind_rnn", spec.units());
    long units = spec.units();
    double perStep = 1.0 / spec.longestMemory();
    double exact = Math.pow(HIGHEST_GAIN, perStep);
    bound = (float) exact > exact ? Math.nextDown((float) exact) : (float) exact;
    rectified =
        switch (spec.activation()) {
          case RELU -> true;
          case TANH -> false;
        };
    declare(
        "inputWeight",
        features -> new Shape(features, units),
        spec.inputDeviation() == 0
            ? new GateInitializer.GlorotUniform(1, seed)
            : new GateInitializer.Normal(1, spec.inputDeviation(), seed));
    double lowest = Math.pow(spec.lowestGain(), perStep);
    recurrentWeight =
        declare(
            "recurrentWeight",
            features -> new Shape(units),
            new VectorInitializer.Uniform(lowest, bound, seed + 1));
    declare("bias", features -> new Shape(units), VectorInitializer.Constants.of(0.0));
  }

  @Override
  List<Constant> constants() {
    return List.of(new Constant("rectified", rectified ? 1 : 0));
  }

  @Override
  public void constrain() {
    NDArray weight = initialised(recurrentWeight);
    try (GradientRecording.Scope paused = GradientRecording.pause();
        NDArray clipped = weight.clip(-bound, bound)) {
      weight.set(clipped.toByteBuffer());
    }
  }
}
