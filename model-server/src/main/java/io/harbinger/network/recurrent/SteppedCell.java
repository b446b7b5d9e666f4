package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.harbinger.network.ops.OpLibrary;

/**
 * A cell that defines its step, and runs a sequence step by step; for what has to do something
 * between two steps of another cell.
 */
public abstract class SteppedCell extends RecurrentCell {

  @Override
  protected abstract CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training);

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    long time = x.getShape().get(0);
    if (time == 0) {
      throw new IllegalArgumentException("the %s got a sequence of no steps".formatted(title()));
    }
    NDManager manager = x.getManager();
    NDList steps = lengths.hidePadding(x, training).split(time, 0);
    NDList outputs = new NDList();
    NDList current = state;
    try (NDArray alive = lengths.alive(manager, time, x.getShape().get(1))) {
      NDList masks = lengths.isWhole() ? new NDList() : alive.split(time, 0);
      for (int t = 0; t < time; t++) {
        CellOutput out = takeStep(parameterStore, steps.get(t).squeeze(0), current, training);
        outputs.add(out.output());
        current =
            lengths.isWhole() ? out.state() : hold(masks.get(t), out.state(), current, training);
      }
    }
    return new CellOutput(lengths.hidePadding(NDArrays.stack(outputs), training), current);
  }

  private static NDList hold(NDArray alive, NDList now, NDList before, boolean training) {
    NDArray rows = alive.squeeze(0);
    NDList state = new NDList();
    for (int i = 0; i < now.size(); i++) {
      NDList arguments = new NDList(now.get(i), before.get(i), rows);
      state.add(OpLibrary.get().call("hold", arguments, training).head());
    }
    return state;
  }
}
