package io.harbinger.network.recurrent;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.ops.OpLibrary;

/**
 * Places a cell on a device: its weights live there and its steps run there. Inputs and states are
 * moved to it, outputs and states moved back to where the input was; nothing else changes.
 */
public final class DeviceCell extends CellWrapper implements Scripted {

  private final Device device;

  /** A cell on a device. */
  public DeviceCell(Device device, RecurrentCell cell) {
    super(cell);
    this.device = device;
  }

  @Override
  protected String title() {
    return cell.title() + " on " + device;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    super.initializeChildBlocks(manager.newSubManager(device), dataType, inputShapes);
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    Device home = x.getDevice();
    // The caller's store knows the caller's devices only; the weights are on this one already.
    ParameterStore store = new ParameterStore(x.getManager().newSubManager(device), false);
    CellOutput out =
        cell.sequence(
            store, move(x, device, training), lengths, move(state, device, training), training);
    return new CellOutput(move(out.output(), home, training), move(out.state(), home, training));
  }

  private static NDList move(NDList arrays, Device device, boolean training) {
    NDList moved = new NDList();
    arrays.forEach(array -> moved.add(move(array, device, training)));
    return moved;
  }

  /** By an operation: the engine binding's own way to another device records no gradient. */
  private static NDArray move(NDArray array, Device device, boolean training) {
    if (array.getDevice().equals(device)) {
      return array;
    }
    NDManager there = array.getManager().newSubManager(device);
    try (NDArray mark = there.zeros(new Shape())) {
      NDArray moved =
          OpLibrary.get().call("move", new NDList(array, mark), training).singletonOrThrow();
      moved.attach(there);
      return moved;
    }
  }

  /** Without the device: a written module is where its user puts it. */
  @Override
  public String script(ScriptScope scope, String x) {
    return Scripted.of(cell).script(scope.child("cell"), x);
  }
}
