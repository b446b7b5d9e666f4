package io.harbinger.server.version;

import io.harbinger.model.ModelInfo;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.Keyed;
import io.harbinger.server.Relay;
import io.harbinger.server.ServedModel;
import io.harbinger.server.StateMarks;
import io.harbinger.server.SubmitOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of a served name by one caller, until that caller closes it; versions come and go beneath
 * it. Thread-safe. Requests that were submitted before it is closed are answered all the same.
 *
 * @param <I> one input
 * @param <O> one output
 */
public final class NameLease<I, O> implements ServedModel<I, O>, AutoCloseable {

  private final VersionKeeper<I, O> keeper;
  private final VersionedTask<I, O> task;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  NameLease(VersionKeeper<I, O> keeper, VersionedTask<I, O> task, Runnable release) {
    this.keeper = keeper;
    this.task = task;
    this.release = release;
  }

  /** The version that answers now, but for a candidate's share and what is under way. */
  @Override
  public ModelInfo info() {
    return keeper.served().info();
  }

  /** How each version stands that is loaded, is being loaded, or must not serve. */
  public Map<Integer, VersionState> states() {
    return keeper.states();
  }

  @Override
  public CompletionStage<O> submit(I input, SubmitOptions options) {
    return submitAll(List.of(input), options).get(0);
  }

  @Override
  public List<CompletionStage<O>> submitAll(List<I> inputs, SubmitOptions options) {
    return askAll(inputs.stream().map(Keyed::without).toList(), options).stream()
        .map(answer -> Relay.of(answer, Answer::output))
        .toList();
  }

  @Override
  public CompletionStage<Answer<O>> ask(Keyed<I> input) {
    return closed.get() ? refused() : keeper.served().ask(input, SubmitOptions.defaults());
  }

  @Override
  public List<CompletionStage<Answer<O>>> askAll(List<Keyed<I>> inputs) {
    return askAll(inputs, SubmitOptions.defaults());
  }

  private List<CompletionStage<Answer<O>>> askAll(List<Keyed<I>> inputs, SubmitOptions options) {
    return closed.get()
        ? inputs.stream().map(input -> refused()).toList()
        : keeper.served().askAll(inputs, options);
  }

  @Override
  public StateMarks marks(String key) {
    return task.affinity().isPresent() ? keeper.served().marks(key) : StateMarks.UNKNOWN;
  }

  private CompletionStage<Answer<O>> refused() {
    return CompletableFuture.failedFuture(
        new InferenceException(
            InferenceException.Reason.CLOSED,
            "the lease of model %s is closed: acquire another".formatted(info().name()),
            null));
  }

  /** Gives the name back; its versions are freed once it has lingered without a lease. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
