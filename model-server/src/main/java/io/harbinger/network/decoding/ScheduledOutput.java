package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.ForwardPass;
import java.util.BitSet;

/**
 * Scheduled sampling of outputs that are no tokens: each row's next input is, with a probability,
 * made of the decoder's own output, and else the teacher's. Gradients flow through it. Samples are
 * 1 where the output was taken and 0 where the teacher was heard.
 */
public final class ScheduledOutput implements Sampler {

  private final TeacherForcing teacher;
  private final double probability;
  private final DecoderCell.Projection following;

  /** How many of the teacher's features are known beforehand; they are its last. */
  private final int auxiliary;

  /**
   * Samples with a probability from 0 to 1.
   *
   * @param following makes an input of an output
   */
  public ScheduledOutput(
      NDArray inputs, int[] lengths, double probability, DecoderCell.Projection following) {
    this(new TeacherForcing(inputs, lengths), probability, following, 0);
  }

  private ScheduledOutput(
      TeacherForcing teacher, double probability, DecoderCell.Projection following, int auxiliary) {
    this.teacher = teacher;
    this.probability = Rows.requireProbability(probability);
    this.following = following;
    this.auxiliary = auxiliary;
  }

  /**
   * The same with known inputs beside: they are put after the teacher's inputs, and after those
   * that are made of outputs.
   *
   * @param auxiliary {@code (steps, batch, features)}
   */
  public static ScheduledOutput withAuxiliary(
      NDArray inputs,
      NDArray auxiliary,
      int[] lengths,
      double probability,
      DecoderCell.Projection following) {
    Shape shape = inputs.getShape();
    Shape beside = auxiliary.getShape();
    if (shape.dimension() != 3
        || beside.dimension() != 3
        || !beside.slice(0, 2).equals(shape.slice(0, 2))) {
      throw new IllegalArgumentException(
          "auxiliary inputs of shape %s beside inputs of shape %s (expected the same steps and batch)"
              .formatted(beside, shape));
    }
    return new ScheduledOutput(
        new TeacherForcing(inputs.concat(auxiliary, 2), lengths),
        probability,
        following,
        Math.toIntExact(beside.get(2)));
  }

  @Override
  public Inputs first(ForwardPass pass) {
    return teacher.first(pass);
  }

  @Override
  public NDArray sample(ForwardPass pass, int step, NDArray outputs) {
    BitSet own = Rows.draw(teacher.batch(), probability, pass.random());
    int[] flags = new int[teacher.batch()];
    own.stream().forEach(row -> flags[row] = 1);
    return outputs.getManager().create(flags);
  }

  @Override
  public Inputs next(ForwardPass pass, int step, NDArray outputs, NDArray samples) {
    Inputs taught = teacher.next(step);
    BitSet own = new BitSet(teacher.batch());
    int[] flags = samples.toIntArray();
    for (int row = 0; row < flags.length; row++) {
      own.set(row, flags[row] == 1);
    }
    if (own.isEmpty() || taught.finished().cardinality() == teacher.batch()) {
      return taught;
    }
    NDArray made = following.apply(pass, outputs);
    if (auxiliary > 0) {
      // The teacher's, which has them behind its own and zeros for padding.
      NDArray values = taught.values();
      made = made.concat(values.get(":, {}:", values.getShape().get(1) - auxiliary), 1);
    }
    return new Inputs(Rows.choose(own, made, taught.values()), taught.finished());
  }
}
