package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.ops.GlorotUniform;
import io.harbinger.network.ops.OpLibrary;

/**
 * The location term {@code U f} of {@link ScoreSpec.LocationSensitive}: {@code locationFilter
 * (kernel, filters)}, {@code locationWeight (filters, units)}. The convolution runs over a padding
 * of zeros, so that there are as many features as positions.
 */
final class LocationFeatures {

  private final ScoreSpec.LocationSensitive spec;
  private final long seed;
  private final Parameter filter;
  private final Parameter weight;

  LocationFeatures(ScoreSpec.LocationSensitive spec, Score.Owner owner, long seed) {
    this.spec = spec;
    this.seed = seed;
    filter = owner.add("locationFilter", Parameter.Type.WEIGHT);
    weight = owner.add("locationWeight", Parameter.Type.WEIGHT);
  }

  void shape() {
    long fanOut = (long) spec.filters() * spec.kernel();
    filter.setShape(new Shape(spec.kernel(), spec.filters()));
    filter.setInitializer(new GlorotUniform(spec.kernel(), fanOut, seed));
    weight.setShape(new Shape(spec.filters(), spec.units()));
    weight.setInitializer(new GlorotUniform(spec.filters(), spec.units(), seed + 1));
  }

  /** {@code (batch, time, units)}. */
  NDArray of(ForwardPass pass, AttentionState state) {
    NDArray earlier = spec.cumulative() ? state.total() : state.alignments();
    return OpLibrary.get()
        .call(
            "location_features", new NDList(earlier, pass.value(filter, earlier)), pass.training())
        .head()
        .matMul(pass.value(weight, earlier));
  }
}
