package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.ops.SequenceMask;

/** {@link ProbabilitySpec.Monotonic}: {@code scoreBias (1)}. */
final class MonotonicProbability implements Probability {

  private final ProbabilitySpec.Monotonic spec;
  private final Parameter scoreBias;

  MonotonicProbability(ProbabilitySpec.Monotonic spec, Score.Owner owner) {
    this.spec = spec;
    scoreBias = owner.add("scoreBias", Parameter.Type.OTHER);
    scoreBias.setInitializer(Score.constant(spec.scoreBias()));
    scoreBias.setShape(new Shape(1));
  }

  /** One-hot at the first position. */
  @Override
  public NDArray initial(AttentionMemory memory) {
    NDArray zeros = memory.mask().zerosLike();
    NDArray positions = zeros.getManager().arange(Math.toIntExact(memory.time()));
    return zeros.add(positions.eq(0).toType(zeros.getDataType(), false));
  }

  @Override
  public NDArray weights(ForwardPass pass, NDArray scores, NDArray mask, NDArray previous) {
    NDArray biased = SequenceMask.fill(scores, mask, 0).add(pass.value(scoreBias, scores));
    if (pass.training() && spec.sigmoidNoise() > 0) {
      biased = biased.add(noise(pass, scores));
    }
    NDArray chosen =
        spec.mode() == MonotonicMode.HARD
            ? biased.gt(0).toType(scores.getDataType(), false)
            : biased.getNDArrayInternal().sigmoid();
    return spec.mode().align(chosen.mul(mask), previous, pass.training());
  }

  private NDArray noise(ForwardPass pass, NDArray scores) {
    double[] values = new double[Math.toIntExact(scores.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = pass.random().nextGaussian() * spec.sigmoidNoise();
    }
    return scores
        .getManager()
        .create(values, scores.getShape())
        .toType(scores.getDataType(), false);
  }
}
