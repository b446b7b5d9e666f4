package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import io.harbinger.network.attention.ForwardPass;

/** Turns tokens into a decoder's inputs. */
@FunctionalInterface
public interface TokenEmbedding {

  /**
   * The inputs of tokens.
   *
   * @param ids 32-bit integers {@code (batch)}
   * @return {@code (batch, features)}, owned by the manager of the ids
   */
  NDArray embed(ForwardPass pass, NDArray ids);

  /** Looks rows up in a table {@code (tokens, features)}. */
  static TokenEmbedding of(Parameter table) {
    return (pass, ids) ->
        ids.getNDArrayInternal().embedding(ids, pass.value(table, ids), SparseFormat.DENSE).head();
  }

  /**
   * The ids themselves, {@code (batch, 1)} in 64 bits: the inputs of a cell that embeds them itself
   * ({@link io.harbinger.network.recurrent.EmbeddingCell}).
   */
  static TokenEmbedding inCell() {
    return (pass, ids) -> ids.toType(DataType.INT64, true).expandDims(1);
  }
}
