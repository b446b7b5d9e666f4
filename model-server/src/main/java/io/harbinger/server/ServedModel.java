package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import java.util.concurrent.CompletionStage;

/**
 * A model behind its queue. Thread-safe; never blocks the caller.
 *
 * @param <I> one input
 * @param <O> one output
 */
public interface ServedModel<I, O> {

  /** What answers. */
  ModelInfo info();

  /**
   * Queues one input. The stage completes on a worker's thread with the output, or exceptionally
   * with {@link InferenceException}, whose {@link InferenceException.Reason reason} says why: a
   * full queue, an input that the model cannot take, a failed inference, a closed server.
   */
  CompletionStage<O> submit(I input);
}
