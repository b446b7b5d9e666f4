package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.ops.GlorotUniform;
import org.jspecify.annotations.Nullable;

/**
 * {@link ScoreSpec.Bahdanau} and {@link ScoreSpec.LocationSensitive}: {@code memoryWeight (depth,
 * units)}, {@code queryWeight (query depth, units)}, {@code vector (units)}; normalized {@code
 * scale (1)}; normalized or with locations {@code bias (units)}.
 */
final class AdditiveScore implements Score {

  private final int units;
  private final long seed;
  private final Parameter memoryWeight;
  private final Parameter queryWeight;
  private final Parameter vector;
  private final @Nullable Parameter scale;
  private final @Nullable Parameter bias;
  private final @Nullable LocationFeatures location;

  AdditiveScore(ScoreSpec.Bahdanau spec, Owner owner, long seed) {
    this(spec.units(), spec.normalized(), null, owner, seed);
  }

  AdditiveScore(ScoreSpec.LocationSensitive spec, Owner owner, long seed) {
    this(spec.units(), false, new LocationFeatures(spec, owner, seed + 3), owner, seed);
  }

  private AdditiveScore(
      int units, boolean normalized, @Nullable LocationFeatures location, Owner owner, long seed) {
    this.units = units;
    this.seed = seed;
    this.location = location;
    memoryWeight = owner.add("memoryWeight", Parameter.Type.WEIGHT);
    queryWeight = owner.add("queryWeight", Parameter.Type.WEIGHT);
    vector = owner.add("vector", Parameter.Type.WEIGHT);
    scale = normalized ? owner.add("scale", Parameter.Type.OTHER) : null;
    bias = normalized || location != null ? owner.add("bias", Parameter.Type.BIAS) : null;
  }

  @Override
  public void shape(long memoryDepth, long queryDepth) {
    memoryWeight.setShape(new Shape(memoryDepth, units));
    memoryWeight.setInitializer(new GlorotUniform(memoryDepth, units, seed));
    queryWeight.setShape(new Shape(queryDepth, units));
    queryWeight.setInitializer(new GlorotUniform(queryDepth, units, seed + 1));
    vector.setShape(new Shape(units));
    vector.setInitializer(new GlorotUniform(units, units, seed + 2));
    if (scale != null) {
      scale.setShape(new Shape(1));
      scale.setInitializer(Score.constant(Math.sqrt(1.0 / units)));
    }
    if (bias != null) {
      bias.setShape(new Shape(units));
      bias.setInitializer(Score.constant(0));
    }
    if (location != null) {
      location.shape();
    }
  }

  @Override
  public Parameter memoryWeight() {
    return memoryWeight;
  }

  @Override
  public long queryDepth() {
    return queryWeight.getArray().getShape().get(0);
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray values) {
    return values.matMul(pass.value(memoryWeight, values));
  }

  @Override
  public NDArray score(
      ForwardPass pass, AttentionMemory memory, NDArray query, AttentionState state) {
    NDArray sum = memory.keys().add(query.matMul(pass.value(queryWeight, query)).expandDims(1));
    if (location != null) {
      sum = sum.add(location.of(pass, state));
    }
    if (bias != null) {
      sum = sum.add(pass.value(bias, sum));
    }
    NDArray v = pass.value(vector, sum);
    NDArray scores = sum.tanh().matMul(v);
    if (scale == null) {
      return scores;
    }
    // Through a constant of the step's own manager, so that nothing stays with the parameter's.
    NDArray norm = scores.getManager().create(1f).mul(v).square().sum().sqrt();
    return scores.mul(pass.value(scale, scores)).div(norm);
  }
}
