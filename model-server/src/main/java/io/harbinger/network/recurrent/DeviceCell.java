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
        cell.sequence(store, x.toDevice(device, false), lengths, move(state, device), training);
    return new CellOutput(out.output().toDevice(home, false), move(out.state(), home));
  }

  private static NDList move(NDList arrays, Device device) {
    NDList moved = new NDList();
    for (NDArray array : arrays) {
      moved.add(array.toDevice(device, false));
    }
    return moved;
  }

  /** Without the device: a written module is where its user puts it. */
  @Override
  public String script(ScriptScope scope, String x) {
    return Scripted.of(cell).script(scope.child("cell"), x);
  }
}
