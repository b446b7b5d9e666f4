package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import java.util.ArrayList;
import java.util.List;

/**
 * Dropout around a cell, in training: on its input, its output, and the state it hands to the next
 * step. What is kept is scaled by 1/(1 - rate), so that nothing need be scaled in use.
 *
 * <p>The output is that of the cell: state dropout touches only what the next step sees, and never
 * a memory ({@link StatePart#droppable()}). With state dropout a sequence runs step by step.
 *
 * <p>Variational masks are drawn with the initial state and are parts of it, so that every step of
 * a sequence, and the next piece of a sequence that is given in pieces, uses the same ones. Masks
 * come from the engine's random state.
 */
public final class DropoutCell extends SteppedCell implements Scripted {

  private final RecurrentCell cell;
  private final DropoutRates rates;

  /** Dropout around a cell. */
  public DropoutCell(DropoutRates rates, RecurrentCell cell) {
    this.rates = rates;
    this.cell = addChildBlock("cell", cell);
  }

  /** What a mask is for: where it lies in the state, and how much it drops. */
  private record Mask(StatePart part, double rate) {}

  @Override
  protected String title() {
    return cell.title() + " with dropout";
  }

  @Override
  public int inputSize() {
    return cell.inputSize();
  }

  @Override
  public int outputSize() {
    return cell.outputSize();
  }

  @Override
  protected DataType dataType() {
    return cell.dataType();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    cell.initialize(manager, dataType, inputShapes);
  }

  @Override
  public List<StatePart> stateParts() {
    List<StatePart> parts = new ArrayList<>(cell.stateParts());
    masks().forEach(mask -> parts.add(mask.part()));
    return List.copyOf(parts);
  }

  /** The masks of variational dropout, in the order of the state. */
  private List<Mask> masks() {
    List<Mask> masks = new ArrayList<>();
    if (rates.variational()) {
      addMask(masks, "inputMask", cell.inputSize(), rates.input());
      addMask(masks, "outputMask", cell.outputSize(), rates.output());
      for (StatePart part : cell.stateParts()) {
        if (part.droppable()) {
          addMask(masks, part.name() + "Mask", part.width(), rates.state());
        }
      }
    }
    return masks;
  }

  private static void addMask(List<Mask> masks, String name, int width, double rate) {
    if (rate > 0) {
      masks.add(new Mask(new StatePart(name, width, false), rate));
    }
  }

  @Override
  public NDList initialState(NDManager manager, long batch, boolean training) {
    NDList state = cell.initialState(manager, batch, training);
    for (Mask mask : masks()) {
      Shape shape = new Shape(batch, mask.part().width());
      state.add(training ? draw(manager, shape, mask.rate()) : manager.ones(shape, dataType()));
    }
    return state;
  }

  private NDArray draw(NDManager manager, Shape shape, double rate) {
    try (NDArray uniform = manager.randomUniform(0, 1, shape);
        NDArray kept = uniform.gte(rate);
        NDArray ones = kept.toType(dataType(), false)) {
      return ones.div(1 - rate);
    }
  }

  /** Multiplies by the sequence's mask if dropout is variational, else by one just drawn. */
  private NDArray drop(NDArray array, String mask, double rate, NDList state) {
    if (rate == 0) {
      return array;
    }
    if (!rates.variational()) {
      return array.mul(draw(array.getManager(), array.getShape(), rate));
    }
    List<StatePart> parts = stateParts();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().equals(mask)) {
        return array.mul(state.get(i));
      }
    }
    throw new IllegalStateException("no mask " + mask + " among " + parts);
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    int own = cell.stateParts().size();
    NDList inner = state.subNDList(0, own);
    if (!training) {
      CellOutput out = cell.step(parameterStore, x, inner, false);
      return new CellOutput(out.output(), withMasks(out.state(), state));
    }
    NDArray input = drop(x, "inputMask", rates.input(), state);
    CellOutput out = cell.step(parameterStore, input, inner, true);
    NDArray output = drop(out.output(), "outputMask", rates.output(), state);
    NDList next = new NDList();
    for (int i = 0; i < own; i++) {
      StatePart part = cell.stateParts().get(i);
      NDArray array = out.state().get(i);
      next.add(part.droppable() ? drop(array, part.name() + "Mask", rates.state(), state) : array);
    }
    return new CellOutput(output, withMasks(next, state));
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    if (training && rates.state() > 0) {
      return super.takeSequence(parameterStore, x, lengths, state, true);
    }
    NDList inner = state.subNDList(0, cell.stateParts().size());
    NDArray input = training ? drop(x, "inputMask", rates.input(), state) : x;
    CellOutput out = cell.sequence(parameterStore, input, lengths, inner, training);
    NDArray output =
        training ? drop(out.output(), "outputMask", rates.output(), state) : out.output();
    return new CellOutput(output, withMasks(out.state(), state));
  }

  private NDList withMasks(NDList next, NDList state) {
    return new NDList(next).addAll(state.subNDList(next.size()));
  }

  @Override
  public String script(ScriptScope scope, String x) {
    return Scripted.of(cell).script(scope.child("cell"), x);
  }
}
