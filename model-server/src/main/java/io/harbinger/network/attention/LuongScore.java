package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.ops.GlorotUniform;
import org.jspecify.annotations.Nullable;

/** {@link ScoreSpec.Luong}: {@code memoryWeight (depth, query depth)}, {@code scale (1)}. */
final class LuongScore implements Score {

  private final long seed;
  private final Parameter memoryWeight;
  private final @Nullable Parameter scale;

  LuongScore(ScoreSpec.Luong spec, Owner owner, long seed) {
    this.seed = seed;
    memoryWeight = owner.add("memoryWeight", Parameter.Type.WEIGHT);
    scale = spec.scaled() ? owner.add("scale", Parameter.Type.OTHER) : null;
    if (scale != null) {
      scale.setInitializer(Score.constant(1));
    }
  }

  @Override
  public void shape(long memoryDepth, long queryDepth) {
    memoryWeight.setShape(new Shape(memoryDepth, queryDepth));
    memoryWeight.setInitializer(new GlorotUniform(memoryDepth, queryDepth, seed));
    if (scale != null) {
      scale.setShape(new Shape(1));
    }
  }

  @Override
  public Parameter memoryWeight() {
    return memoryWeight;
  }

  @Override
  public long queryDepth() {
    return memoryWeight.getArray().getShape().get(1);
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray values) {
    return values.matMul(pass.value(memoryWeight, values));
  }

  @Override
  public NDArray score(
      ForwardPass pass, AttentionMemory memory, NDArray query, AttentionState state) {
    NDArray scores = memory.keys().matMul(query.expandDims(2)).squeeze(2);
    return scale == null ? scores : scores.mul(pass.value(scale, scores));
  }
}
