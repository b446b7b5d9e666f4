package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.harbinger.network.attention.ForwardPass;
import java.util.BitSet;

/**
 * Free running over tokens: each chosen token is the next input, until the end token. The choice
 * decides whether that is greedy or random.
 */
public final class TokenSampler implements Sampler {

  private final NDManager manager;
  private final TokenEmbedding embedding;
  private final TokenChoice choice;
  private final int endToken;
  private final int[] startTokens;

  /**
   * Begins each row with a token.
   *
   * @param manager of the first inputs
   * @param endToken finishes a row; it counts as one of its tokens
   * @param startTokens the first input of each row
   */
  public TokenSampler(
      NDManager manager,
      TokenEmbedding embedding,
      TokenChoice choice,
      int endToken,
      int... startTokens) {
    if (startTokens.length == 0) {
      throw new IllegalArgumentException("no start tokens (expected one for each row)");
    }
    this.manager = manager;
    this.embedding = embedding;
    this.choice = choice;
    this.endToken = endToken;
    this.startTokens = startTokens.clone();
  }

  @Override
  public Inputs first(ForwardPass pass) {
    return new Inputs(embedding.embed(pass, manager.create(startTokens)), new BitSet());
  }

  @Override
  public NDArray sample(ForwardPass pass, int step, NDArray outputs) {
    return choice.choose(outputs, pass.random());
  }

  @Override
  public Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples) {
    int[] ids = samples.toIntArray();
    BitSet finished = new BitSet(ids.length);
    for (int row = 0; row < ids.length; row++) {
      finished.set(row, ids[row] == endToken);
    }
    return new Inputs(embedding.embed(pass, samples), finished);
  }
}
