package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.harbinger.network.attention.ForwardPass;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Scheduled sampling (Bengio et al., 2015) of tokens: each row's next input is, with a probability,
 * the embedding of a token sampled from the decoder's own output, and else the teacher's.
 *
 * <p>Samples are -1 where the teacher was heard. Probability 0 is teacher forcing and 1 free
 * running, bit for bit and random number for random number.
 */
public final class ScheduledEmbedding implements Sampler {

  private final TeacherForcing teacher;
  private final TokenEmbedding embedding;
  private final double probability;
  private final TokenChoice choice;

  /**
   * Samples with a probability from 0 to 1.
   *
   * @param choice how a token is sampled; the paper's way is {@code Categorical(1)}
   */
  public ScheduledEmbedding(
      TeacherForcing teacher, TokenEmbedding embedding, double probability, TokenChoice choice) {
    this.teacher = teacher;
    this.embedding = embedding;
    this.probability = Rows.requireProbability(probability);
    this.choice = choice;
  }

  @Override
  public Inputs first(ForwardPass pass) {
    return teacher.first(pass);
  }

  @Override
  public NDArray sample(ForwardPass pass, int step, NDArray outputs) {
    BitSet own = Rows.draw(teacher.batch(), probability, pass.random());
    int[] none = new int[teacher.batch()];
    Arrays.fill(none, -1);
    NDArray silent = outputs.getManager().create(none);
    return own.isEmpty() ? silent : Rows.choose(own, choice.choose(outputs, pass.random()), silent);
  }

  @Override
  public Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples) {
    Inputs taught = teacher.next(step);
    BitSet own = new BitSet(teacher.batch());
    int[] ids = samples.toIntArray();
    for (int row = 0; row < ids.length; row++) {
      own.set(row, ids[row] >= 0);
    }
    if (own.isEmpty() || taught.finished().cardinality() == teacher.batch()) {
      return taught;
    }
    NDArray embedded = embedding.embed(pass, samples.maximum(0).toType(DataType.INT32, false));
    return new Inputs(Rows.choose(own, embedded, taught.values()), taught.finished());
  }
}
