package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import java.util.Map;

/** A small GRU of random 64-bit weights, with its logits' projection and embedding beside it. */
final class TestGru implements DecoderCell {

  private final int units;
  private final NDManager manager;
  private final NDArray gates;
  private final NDArray candidate;
  private final NDArray projection;
  private final NDArray table;

  TestGru(NDManager manager, int inputs, int units, int vocabulary, long seed) {
    this.units = units;
    this.manager = manager;
    gates = Passes.normal(manager, seed, inputs + units, 2L * units);
    candidate = Passes.normal(manager, seed + 1, inputs + units, units);
    projection = Passes.normal(manager, seed + 2, units, vocabulary).mul(2);
    table = Passes.normal(manager, seed + 3, vocabulary, inputs);
  }

  @Override
  public Step step(ForwardPass pass, NDArray input, NDList state) {
    NDArray h = state.get(0);
    NDArray ru = input.concat(h, 1).matMul(gates).getNDArrayInternal().sigmoid();
    NDList halves = ru.split(2, 1);
    NDArray c = input.concat(halves.get(0).mul(h), 1).matMul(candidate).tanh();
    NDArray next = halves.get(1).mul(h.sub(c)).add(c);
    return new Step(next, new NDList(next));
  }

  DecoderCell logits() {
    return projected((pass, output) -> output.matMul(projection));
  }

  TokenEmbedding embedding() {
    return (pass, ids) -> table.get(ids.toType(DataType.INT64, false));
  }

  NDList start(int batch) {
    return new NDList(manager.zeros(new Shape(batch, units), DataType.FLOAT64));
  }

  Map<String, NDArray> weights() {
    return Map.of("gates", gates, "candidate", candidate);
  }
}
