package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder put out.
 *
 * @param outputs {@code (steps, batch, features)}
 * @param samples {@code (steps, batch)} for tokens
 * @param lengths how many steps each row took, the one that finished it included
 * @param state after the last step
 * @param alignments the weights over a memory {@code (steps, batch, time)}, of a cell that attends
 *     to one
 */
public record Decoded(
    NDArray outputs,
    NDArray samples,
    List<Integer> lengths,
    NDList state,
    @Nullable NDArray alignments) {

  /** Each row's tokens, as many as its length. */
  public List<List<Integer>> tokens() {
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < lengths.size(); row++) {
      int[] ids = samples.get(new NDIndex(":, {}", row)).toIntArray();
      rows.add(Arrays.stream(ids).limit(lengths.get(row)).boxed().toList());
    }
    return rows;
  }
}
