package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import io.harbinger.network.attention.ForwardPass;
import java.util.BitSet;

/**
 * What a decoder is fed: the inputs it begins with, what is sampled from an output, and the inputs
 * that follow. A sampler keeps nothing between calls, so one serves many decodings; random numbers
 * come from the pass.
 */
public interface Sampler {

  /** The first inputs, and the rows that are finished before any step. */
  Inputs first(ForwardPass pass);

  /**
   * What is sampled from an output.
   *
   * @param step counted from 0
   * @param outputs {@code (batch, features)}
   * @return one sample a row; tokens are 32-bit integers {@code (batch)}
   */
  NDArray sample(ForwardPass pass, int step, NDArray outputs);

  /** The inputs of the next step, and the rows that this step finished. */
  Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples);

  /**
   * Inputs of a step.
   *
   * @param values {@code (batch, features)}
   * @param finished the rows that need no further step; not to be changed
   */
  record Inputs(NDArray values, BitSet finished) {}
}
