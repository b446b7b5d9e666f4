package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.ops.OpLibrary;
import java.util.List;

/**
 * An embedding before a cell: its input is one id of 64 bits, {@code (time, batch, 1)}. Parameter:
 * {@code embedding (classes, size)}, drawn from U(-sqrt 3, sqrt 3) as in TensorFlow.
 */
public final class EmbeddingCell extends CellWrapper implements Scripted {

  private final int classes;
  private final int size;
  private final Parameter embedding;

  /**
   * An embedding before a cell.
   *
   * @param classes how many ids there are, from 0
   * @param size the features that stand for an id
   * @param seed of the embedding
   */
  public EmbeddingCell(int classes, int size, RecurrentCell cell, long seed) {
    super(cell);
    this.classes = classes;
    this.size = size;
    embedding =
        addParameter(
            Parameter.builder().setName("embedding").setType(Parameter.Type.WEIGHT).build());
    embedding.setInitializer(new VectorInitializer.Uniform(-Math.sqrt(3), Math.sqrt(3), seed));
  }

  @Override
  protected String title() {
    return "embedding before a " + cell.title();
  }

  @Override
  public int inputSize() {
    return 1;
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (features(inputShapes) != 1) {
      throw new IllegalArgumentException(
          "the %s got an input of shape %s (expected one id a step)"
              .formatted(title(), inputShapes[0]));
    }
    embedding.setShape(new Shape(classes, size));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape sequence = inputShapes[0];
    cell.initialize(manager, dataType, new Shape(sequence.get(0), sequence.get(1), size));
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    NDArray ids = lengths.hidePadding(x, training);
    return cell.sequence(
        parameterStore, embed(parameterStore, ids, training), lengths, state, training);
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    return cell.step(parameterStore, embed(parameterStore, x, training), state, training);
  }

  private NDArray embed(ParameterStore parameterStore, NDArray ids, boolean training) {
    if (ids.getDataType() != DataType.INT64) {
      throw new IllegalArgumentException(
          "the %s got ids of type %s (expected INT64)".formatted(title(), ids.getDataType()));
    }
    for (long id : ids.toLongArray()) {
      if (id < 0 || id >= classes) {
        throw new IllegalArgumentException(
            "the %s got the id %d (expected 0 to %d)".formatted(title(), id, classes - 1));
      }
    }
    NDArray weight = parameterStore.getValue(embedding, ids.getDevice(), training);
    return OpLibrary.get().call("embed", new NDList(ids, weight), training).head();
  }

  @Override
  public String script(ScriptScope scope, String x) {
    List<String> arguments = List.of(x, scope.parameter(embedding));
    String embedded = scope.call("embed", arguments, List.of("embedded")).get(0);
    return Scripted.of(cell).script(scope.child("cell"), embedded);
  }
}
