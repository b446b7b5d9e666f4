package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.harbinger.network.attention.ForwardPass;
import org.jspecify.annotations.Nullable;

/** One step of a decoder. Its parameters belong to whoever made it. */
@FunctionalInterface
public interface DecoderCell {

  /**
   * A step.
   *
   * @param input {@code (batch, features)}
   * @param state arrays that each begin with the batch; the cell alone knows what they are
   */
  Step step(ForwardPass pass, NDArray input, NDList state);

  /** This cell with its outputs mapped, to the logits of a vocabulary for example. */
  default DecoderCell projected(Projection projection) {
    return (pass, input, state) -> {
      Step step = step(pass, input, state);
      return new Step(projection.apply(pass, step.output()), step.state(), step.alignments());
    };
  }

  /** A map of outputs {@code (batch, features)}. */
  @FunctionalInterface
  interface Projection {
    /** The output of a projection. */
    NDArray apply(ForwardPass pass, NDArray output);
  }

  /**
   * What a step gives.
   *
   * @param output {@code (batch, features)}
   * @param state for the next step
   * @param alignments the weights over a memory {@code (batch, time)}, of a cell that attends to
   *     one
   */
  record Step(NDArray output, NDList state, @Nullable NDArray alignments) {
    /** A step of a cell that attends to nothing. */
    public Step(NDArray output, NDList state) {
      this(output, state, null);
    }
  }
}
