package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import java.util.List;
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
   * Queues one input. The stage completes with the output, or exceptionally with {@link
   * InferenceException}, whose {@link InferenceException.Reason reason} says why: a full queue, an
   * input that the model cannot take, a patience that ended, a failed inference, a closed server.
   * It always completes.
   *
   * <p>What is chained to the stage runs on the model's worker, which answers nobody else
   * meanwhile: keep it short, or chain it with an executor of your own. A refusal is there at once,
   * and what is chained to it runs on the caller's thread; what waits when the server closes is
   * refused on the closing thread; what expires or has to make room ends on the thread that finds
   * it so. What a callback throws harms only its own stage.
   *
   * <p>Cancelling the stage's future ({@code toCompletableFuture().cancel(false)}) withdraws an
   * input whose execution has not begun, and frees its place in the queue at once.
   */
  default CompletionStage<O> submit(I input) {
    return submit(input, SubmitOptions.defaults());
  }

  /** The same with a deadline or a priority. */
  CompletionStage<O> submit(I input, SubmitOptions options);

  /**
   * Queues several inputs at once, each as {@link #submit} does and with a stage of its own, in
   * their order. They are handed over together, so that one execution can take them all. Where the
   * queue has no room for all, the last of them are refused.
   */
  default List<CompletionStage<O>> submitAll(List<I> inputs) {
    return submitAll(inputs, SubmitOptions.defaults());
  }

  /** The same with a deadline or a priority, which hold for each of them. */
  default List<CompletionStage<O>> submitAll(List<I> inputs, SubmitOptions options) {
    return inputs.stream().map(input -> submit(input, options)).toList();
  }

  /**
   * Queues one input as {@link #submit} does, and tells which version answered: where versions take
   * each other's place, {@link #info} may name another one by then. A failure names none.
   */
  default CompletionStage<Answer<O>> ask(Keyed<I> input) {
    ModelInfo info = info();
    return Relay.of(submit(input.input()), output -> new Answer<>(info, output));
  }

  /** Queues several inputs at once, each as {@link #ask} does, otherwise as {@link #submitAll}. */
  default List<CompletionStage<Answer<O>>> askAll(List<Keyed<I>> inputs) {
    ModelInfo info = info();
    return submitAll(inputs.stream().map(Keyed::input).toList()).stream()
        .map(stage -> Relay.of(stage, output -> new Answer<>(info, output)))
        .toList();
  }

  /**
   * Which states can be gone on from, and which version begins a new one of a key.
   *
   * @param key as of {@link Keyed}
   */
  default StateMarks marks(String key) {
    return StateMarks.UNKNOWN;
  }
}
