package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;

/** A score with its parameters, which belong to the attention that it was made for. */
sealed interface Score permits LuongScore, AdditiveScore {

  /** Where a score's parameters are registered. */
  @FunctionalInterface
  interface Owner {
    Parameter add(String name, Parameter.Type type);
  }

  static Score of(ScoreSpec spec, Owner owner, long seed) {
    if (spec instanceof ScoreSpec.Luong luong) {
      return new LuongScore(luong, owner, seed);
    }
    return spec instanceof ScoreSpec.Bahdanau additive
        ? new AdditiveScore(additive, owner, seed)
        : new AdditiveScore((ScoreSpec.LocationSensitive) spec, owner, seed);
  }

  /** Shapes the parameters for a memory and queries of a depth. */
  void shape(long memoryDepth, long queryDepth);

  /** The weights {@code (depth, units)} that make keys of a memory. */
  Parameter memoryWeight();

  /** The width of a query. */
  long queryDepth();

  /** The keys {@code (batch, time, units)} of masked values {@code (batch, time, depth)}. */
  NDArray keys(ForwardPass pass, NDArray values);

  /** The scores {@code (batch, time)} of a query {@code (batch, depth)}, padding included. */
  NDArray score(ForwardPass pass, AttentionMemory memory, NDArray query, AttentionState state);

  /** An initializer that fills with one value. */
  static Initializer constant(double value) {
    return (manager, shape, type) -> manager.full(shape, (float) value, type);
  }
}
