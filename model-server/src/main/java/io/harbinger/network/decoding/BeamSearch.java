package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.harbinger.network.attention.ForwardPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beam search with penalties of length and coverage (Wu et al., 2016, arXiv 1609.08144, section 7).
 *
 * <p>A cell that attends to a memory must do so to {@link
 * io.harbinger.network.attention.AttentionMemory#repeat memory.repeat(width)}; states are repeated
 * here.
 *
 * @param cell puts out logits {@code (batch, vocabulary)}
 * @param embedding of the tokens
 */
public record BeamSearch(DecoderCell cell, TokenEmbedding embedding, BeamSettings settings) {

  /**
   * Searches for each row.
   *
   * @param initialState of the rows, as for a decoder
   * @param startTokens the first input of each row
   * @return each row's hypotheses, best first; at most the beam's width, at least one
   */
  public List<List<Hypothesis>> search(ForwardPass pass, NDList initialState, int... startTokens) {
    NDManager manager = initialState.head().getManager();
    int rows = startTokens.length;
    int width = settings.width();
    List<BeamTrace> traces = new ArrayList<>();
    int[] tokens = new int[rows * width];
    for (int row = 0; row < rows; row++) {
      traces.add(new BeamTrace(settings));
      Arrays.fill(tokens, row * width, (row + 1) * width, startTokens[row]);
    }
    NDList state = new NDList();
    for (NDArray array : initialState) {
      if (array.getShape().get(0) != rows) {
        throw new IllegalArgumentException(
            "a beam search of %d start tokens got a state of shape %s (expected as many rows)"
                .formatted(rows, array.getShape()));
      }
      state.add(array.repeat(0, width));
    }
    for (int step = 0; step < settings.maximumSteps() && !done(traces); step++) {
      NDArray input = embedding.embed(pass, manager.create(tokens));
      DecoderCell.Step taken = cell.step(pass, input, state);
      double[][] logits = rows(taken.output());
      double[][] attention = attention(taken);
      int[] parents = new int[tokens.length];
      for (int row = 0; row < rows; row++) {
        int from = row * width;
        Beam[] beams =
            traces.get(row).step(slice(logits, from, width), sliceOrNull(attention, from, width));
        for (int i = 0; i < width; i++) {
          tokens[from + i] = beams[i].token;
          parents[from + i] = from + beams[i].parent;
        }
      }
      state = reordered(taken.state(), manager.create(parents));
    }
    return traces.stream().map(BeamTrace::hypotheses).toList();
  }

  private static boolean done(List<BeamTrace> traces) {
    return traces.stream().allMatch(BeamTrace::done);
  }

  private double @Nullable [][] attention(DecoderCell.Step step) {
    NDArray alignments = step.alignments();
    if (alignments != null) {
      return rows(alignments);
    }
    if (settings.coveragePenalty() != 0) {
      throw new IllegalArgumentException(
          ("a beam search with coverage penalty %s got a cell that attends to nothing"
                  + " (expected an AttentionWrapper's, or a penalty of 0)")
              .formatted(settings.coveragePenalty()));
    }
    return null;
  }

  private static NDList reordered(NDList state, NDArray parents) {
    NDArray index = parents.toType(DataType.INT64, false);
    NDList reordered = new NDList();
    for (NDArray array : state) {
      reordered.add(array.get(index));
    }
    return reordered;
  }

  private static double[][] rows(NDArray matrix) {
    int columns = Math.toIntExact(matrix.getShape().get(1));
    double[] values = matrix.toType(DataType.FLOAT64, false).toDoubleArray();
    double[][] rows = new double[values.length / columns][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private static double[][] slice(double[][] rows, int from, int count) {
    return Arrays.copyOfRange(rows, from, from + count);
  }

  private static double @Nullable [][] sliceOrNull(
      double @Nullable [][] rows, int from, int count) {
    return rows == null ? null : slice(rows, from, count);
  }
}
