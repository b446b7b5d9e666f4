package io.harbinger.network.recurrent;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A simple recurrent unit (Lei et al., 2018, arXiv 1709.02755), the form of its EMNLP paper:
 *
 * <pre>
 * f_t = sigmoid(W_f x_t + v_f * c_(t-1) + b_f)      r_t = sigmoid(W_r x_t + v_r * c_(t-1) + b_r)
 * c_t = f_t * c_(t-1) + (1 - f_t) * (W x_t)
 * h_t = r_t * c_t + (1 - r_t) * alpha * x_t         alpha = sqrt(1 + 2 exp(highwayBias))
 * </pre>
 *
 * <p>Where the input is not as wide as the state, a fourth matrix takes the place of {@code alpha},
 * scaled by it at first, as in the authors' code. Weights begin uniform of variance 1/features, the
 * gates' and v's scaled by sqrt(1/2).
 *
 * <p>Parameters: {@code inputWeight (features, 3 or 4 units)} in the order candidate, f, r, skip;
 * {@code recurrentWeight (2 units)} v_f, v_r; {@code bias (2 units)} b_f = 0, b_r = highwayBias.
 */
final class SruCell extends FusedCell {

  private final double alpha;

  SruCell(CellSpec.Sru spec, long seed) {
    super("SRU cell", "sru", spec.units());
    long units = spec.units();
    alpha = Math.sqrt(1 + 2 * Math.exp(spec.highwayBias()));
    double half = Math.sqrt(0.5);
    declare(
        "inputWeight",
        features -> new Shape(features, (features == units ? 3 : 4) * units),
        (manager, shape, type) ->
            new GateInitializer.ScaledUniform(
                    shape.get(1) == 3 * units
                        ? List.of(1.0, half, half)
                        : List.of(1.0, half, half, alpha),
                    seed)
                .initialize(manager, shape, type));
    double limit = half * Math.sqrt(3);
    declare(
        "recurrentWeight",
        features -> new Shape(2 * units),
        new VectorInitializer.Uniform(-limit, limit, seed + 1));
    declare(
        "bias",
        features -> new Shape(2 * units),
        VectorInitializer.Constants.of(0.0, spec.highwayBias()));
  }

  @Override
  List<Constant> constants() {
    return List.of(new Constant("alpha", alpha));
  }

  @Override
  public List<StatePart> stateParts() {
    return List.of(new StatePart("c", units(), true));
  }
}
