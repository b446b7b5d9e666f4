package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.ForwardPass;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a cell step after step, for training and for serving alike: the sampler makes the
 * difference.
 *
 * @param cell that is run
 * @param maximumSteps after which unfinished rows are cut off
 * @param imputeFinished gives finished rows outputs and samples of zero and leaves their state as
 *     it was, so that what comes after a row's end has no part in a gradient
 */
public record Decoder(DecoderCell cell, int maximumSteps, boolean imputeFinished) {

  /** Refuses to take no step. */
  public Decoder {
    if (maximumSteps < 1) {
      throw new IllegalArgumentException(
          "a decoder of at most " + maximumSteps + " steps (expected at least 1)");
    }
  }

  /** Decodes until all rows are finished or the steps are used up. */
  public Decoded decode(ForwardPass pass, Sampler sampler, NDList initialState) {
    Sampler.Inputs inputs = sampler.first(pass);
    Shape shape = inputs.values().getShape();
    check(shape, initialState);
    int batch = Math.toIntExact(shape.get(0));
    BitSet finished = (BitSet) inputs.finished().clone();
    if (finished.cardinality() == batch) {
      throw new IllegalArgumentException(
          "all %d rows are finished before the first step (expected one with something to decode)"
              .formatted(batch));
    }
    Integer[] lengths = new Integer[batch];
    Arrays.fill(lengths, 0);
    NDList state = initialState;
    NDList outputs = new NDList();
    NDList samples = new NDList();
    NDList alignments = new NDList();
    for (int step = 0; step < maximumSteps && finished.cardinality() < batch; step++) {
      DecoderCell.Step done = cell.step(pass, inputs.values(), state);
      NDArray sample = sampler.sample(pass, step, done.output());
      inputs = sampler.next(pass, step, done.output(), sample);
      if (!inputs.values().getShape().equals(shape)) {
        throw new IllegalArgumentException(
            "a decoder got inputs of shape %s after step %d (expected %s, as at first)"
                .formatted(inputs.values().getShape(), step, shape));
      }
      outputs.add(imputed(finished, done.output()));
      samples.add(imputed(finished, sample));
      if (done.alignments() != null) {
        alignments.add(imputed(finished, done.alignments()));
      }
      state = imputeFinished ? kept(finished, state, done.state()) : done.state();
      for (int row = finished.nextClearBit(0); row < batch; row = finished.nextClearBit(row + 1)) {
        lengths[row] = step + 1;
      }
      finished.or(inputs.finished());
    }
    return new Decoded(
        NDArrays.stack(outputs),
        NDArrays.stack(samples),
        Arrays.asList(lengths),
        state,
        stacked(alignments));
  }

  private static void check(Shape inputs, NDList state) {
    if (inputs.dimension() != 2) {
      throw new IllegalArgumentException(
          "a decoder got inputs of shape %s (expected batch, features)".formatted(inputs));
    }
    for (NDArray array : state) {
      if (array.getShape().dimension() == 0 || array.getShape().get(0) != inputs.get(0)) {
        throw new IllegalArgumentException(
            "a decoder got a state of shape %s for inputs of shape %s (expected as many rows)"
                .formatted(array.getShape(), inputs));
      }
    }
  }

  private NDArray imputed(BitSet finished, NDArray values) {
    return imputeFinished ? Rows.choose(finished, values.zerosLike(), values) : values;
  }

  private static NDList kept(BitSet finished, NDList before, NDList after) {
    NDList state = new NDList();
    for (int i = 0; i < after.size(); i++) {
      state.add(Rows.choose(finished, before.get(i), after.get(i)));
    }
    return state;
  }

  private static @Nullable NDArray stacked(NDList arrays) {
    return arrays.isEmpty() ? null : NDArrays.stack(arrays);
  }
}
