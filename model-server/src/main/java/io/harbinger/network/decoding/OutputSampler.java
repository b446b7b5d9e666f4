package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import io.harbinger.network.attention.ForwardPass;
import java.util.BitSet;
import java.util.function.Function;

/**
 * Free running without tokens, by the caller's functions: an output becomes a sample, and a sample
 * the next input. For anything else implement {@link Sampler}.
 *
 * @param start the first inputs {@code (batch, features)}
 * @param sample makes a sample of an output
 * @param following makes the next inputs of a sample
 * @param finished the rows that a sample ends
 */
public record OutputSampler(
    NDArray start,
    DecoderCell.Projection sample,
    DecoderCell.Projection following,
    Function<NDArray, BitSet> finished)
    implements Sampler {

  @Override
  public Inputs first(ForwardPass pass) {
    return new Inputs(start, new BitSet());
  }

  @Override
  public NDArray sample(ForwardPass pass, int step, NDArray outputs) {
    return sample.apply(pass, outputs);
  }

  @Override
  public Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples) {
    return new Inputs(following.apply(pass, samples), finished.apply(samples));
  }
}
