package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.ops.SequenceMask;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Feeds the true sequence, whatever the decoder puts out, and zeros after a row's end. Its samples
 * are the likeliest tokens and go nowhere.
 */
public final class TeacherForcing implements Sampler {

  private final NDList steps;
  private final int[] lengths;

  /**
   * Teaches sequences.
   *
   * @param inputs of all steps {@code (steps, batch, features)}
   * @param lengths how many steps each row has
   */
  public TeacherForcing(NDArray inputs, int... lengths) {
    Shape shape = inputs.getShape();
    if (shape.dimension() != 3 || shape.get(1) != lengths.length || shape.get(0) < 1) {
      throw new IllegalArgumentException(
          ("teacher inputs of shape %s with %d lengths"
                  + " (expected steps, batch, features and a length for each row)")
              .formatted(shape, lengths.length));
    }
    for (int length : lengths) {
      if (length < 0 || length > shape.get(0)) {
        throw new IllegalArgumentException(
            "a length of %d for %d steps of teacher inputs (expected 0 to as many)"
                .formatted(length, shape.get(0)));
      }
    }
    this.lengths = lengths.clone();
    this.steps = withoutPadding(inputs).split(shape.get(0), 0);
  }

  /** Zeros for padding, so that a NaN there can reach no gradient as 0 x NaN. */
  private NDArray withoutPadding(NDArray inputs) {
    long time = inputs.getShape().get(0);
    if (Arrays.stream(lengths).allMatch(length -> length == time)) {
      return inputs;
    }
    NDArray ends = inputs.getManager().create(lengths);
    NDArray mask = SequenceMask.of(ends, time, DataType.BOOLEAN);
    return SequenceMask.fill(inputs, mask.transpose().expandDims(2), 0);
  }

  int batch() {
    return lengths.length;
  }

  @Override
  public Inputs first(ForwardPass pass) {
    return new Inputs(steps.get(0).squeeze(0), finishedAfter(0));
  }

  @Override
  public NDArray sample(ForwardPass pass, int step, NDArray outputs) {
    return outputs.argMax(1).toType(DataType.INT32, false);
  }

  @Override
  public Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples) {
    return next(step);
  }

  /** The inputs after a step; zeros when all rows are finished. */
  Inputs next(int step) {
    BitSet finished = finishedAfter(step + 1);
    NDArray values =
        finished.cardinality() == lengths.length
            ? steps.get(0).squeeze(0).zerosLike()
            : steps.get(step + 1).squeeze(0);
    return new Inputs(values, finished);
  }

  private BitSet finishedAfter(int done) {
    BitSet finished = new BitSet(lengths.length);
    for (int row = 0; row < lengths.length; row++) {
      finished.set(row, done >= lengths[row]);
    }
    return finished;
  }
}
