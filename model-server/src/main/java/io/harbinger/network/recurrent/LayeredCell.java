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
 * Cells one above the other: each takes the output of the one below. The state is all layers'
 * states, {@code layer0.h} and so on; parameters are {@code layer0.inputWeight} and so on.
 */
public final class LayeredCell extends RecurrentCell implements Scripted {

  private final List<RecurrentCell> layers;

  /** Layers, the lowest first. */
  public LayeredCell(List<RecurrentCell> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a layered cell without layers");
    }
    this.layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      addChildBlock("layer" + i, layers.get(i));
    }
  }

  @Override
  protected String title() {
    return "%d-layer cell".formatted(layers.size());
  }

  @Override
  public int inputSize() {
    return layers.get(0).inputSize();
  }

  @Override
  public int outputSize() {
    return layers.get(layers.size() - 1).outputSize();
  }

  @Override
  public List<StatePart> stateParts() {
    List<StatePart> parts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (StatePart part : layers.get(i).stateParts()) {
        parts.add(part.within("layer" + i));
      }
    }
    return List.copyOf(parts);
  }

  @Override
  public NDList initialState(NDManager manager, long batch, boolean training) {
    NDList state = new NDList();
    layers.forEach(layer -> state.addAll(layer.initialState(manager, batch, training)));
    return state;
  }

  @Override
  protected DataType dataType() {
    return layers.get(0).dataType();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    features(inputShapes);
    Shape[] sequence = {inputShapes[0]};
    for (RecurrentCell layer : layers) {
      layer.initialize(manager, dataType, sequence);
      sequence = layer.getOutputShapes(sequence);
    }
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    return through(
        x,
        state,
        (layer, in, before) -> layer.sequence(parameterStore, in, lengths, before, training));
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    return through(
        x, state, (layer, in, before) -> layer.step(parameterStore, in, before, training));
  }

  @Override
  public String script(ScriptScope scope, String x) {
    String current = x;
    for (int i = 0; i < layers.size(); i++) {
      current = Scripted.of(layers.get(i)).script(scope.child("layer" + i), current);
    }
    return current;
  }

  @FunctionalInterface
  private interface Pass {
    CellOutput of(RecurrentCell layer, NDArray in, NDList before);
  }

  private CellOutput through(NDArray x, NDList state, Pass pass) {
    NDArray current = x;
    NDList after = new NDList();
    int from = 0;
    for (RecurrentCell layer : layers) {
      int to = from + layer.stateParts().size();
      CellOutput out = pass.of(layer, current, new NDList(state.subList(from, to)));
      current = out.output();
      after.addAll(out.state());
      from = to;
    }
    return new CellOutput(current, after);
  }
}
