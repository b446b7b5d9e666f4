package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.EmbeddingCell;
import io.harbinger.network.recurrent.RecurrentCell;
import java.util.HashMap;
import java.util.Map;

/** A cell of random 64-bit weights, with its logits' projection and embedding beside it. */
final class TestNetwork {

  final RecurrentDecoderCell cell;
  private final NDManager manager;
  private final NDArray projection;
  private final TokenEmbedding embedding;

  TestNetwork(NDManager manager, RecurrentCell recurrent, int inputs, int vocabulary, long seed) {
    this.manager = manager;
    cell = new RecurrentDecoderCell(recurrent);
    cell.initialize(manager, DataType.FLOAT64, new Shape(1, 1, inputs));
    // First weights are meant to be tame; these are to make tokens differ.
    long drawn = seed + 4;
    for (Parameter parameter : NamedParameters.of(cell).values()) {
      NDArray array = parameter.getArray();
      array.set(Passes.normal(manager, drawn++, array.getShape().getShape()).toDoubleArray());
    }
    projection = Passes.normal(manager, seed, recurrent.outputSize(), vocabulary).mul(2);
    NDArray table = Passes.normal(manager, seed + 1, vocabulary, inputs);
    embedding =
        recurrent instanceof EmbeddingCell
            ? TokenEmbedding.inCell()
            : (pass, ids) -> table.get(ids.toType(DataType.INT64, false));
  }

  static TestNetwork gru(NDManager manager, int inputs, int units, int vocabulary, long seed) {
    RecurrentCell gru = new CellSpec.Gru(units, CellSpec.Reset.AFTER).create(1);
    return new TestNetwork(manager, gru, inputs, vocabulary, seed);
  }

  DecoderCell logits() {
    return cell.projected((pass, output) -> output.matMul(projection));
  }

  TokenEmbedding embedding() {
    return embedding;
  }

  NDList start(int batch) {
    return cell.initialState(manager, batch, false);
  }

  Map<String, NDArray> weights() {
    Map<String, NDArray> weights = new HashMap<>();
    NamedParameters.of(cell).forEach((name, parameter) -> weights.put(name, parameter.getArray()));
    return weights;
  }
}
