package io.harbinger.model;

import java.util.List;

/**
 * A loaded model: maps a batch of inputs to as many outputs, in order.
 *
 * <p>Implementations are pure (the same input gives the same output) and thread-safe. Whoever
 * loaded the model closes it; a call after that fails with {@link IllegalStateException}. They may
 * be called from any thread, so one that uses the engine pauses its gradient recording itself: a
 * new thread records.
 *
 * @param <I> one input
 * @param <O> one output
 */
public interface BatchModel<I, O> extends AutoCloseable {

  /** What is loaded. */
  ModelInfo info();

  /** Fails with {@link IllegalArgumentException} if this model cannot take the input; cheap. */
  void validate(I input);

  /**
   * Which inputs are computed well together: an execution takes those of one bucket only. A model
   * that pads inputs to a common length, or computes each length apart, tells the length here. Of a
   * valid input; cheap. One bucket unless the model knows better.
   */
  default int bucket(I input) {
    return 0;
  }

  /** The device that computes, as the engine names it; models on one share its time. */
  default String device() {
    return "cpu";
  }

  /** What it computes in. */
  default Precision precision() {
    return Precision.FLOAT32;
  }

  /** Computes the outputs of a batch of valid inputs; blocks the calling thread. */
  List<O> predict(List<I> inputs);

  /**
   * The same, and tells when each phase ends. A model that does not tell counts as inference from
   * beginning to end.
   */
  default List<O> predict(List<I> inputs, BatchPhases phases) {
    return predict(inputs);
  }

  @Override
  void close();
}
