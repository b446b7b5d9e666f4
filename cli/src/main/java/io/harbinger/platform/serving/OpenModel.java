package io.harbinger.platform.serving;

import io.harbinger.model.ModelInfo;
import io.harbinger.platform.serving.protocol.InferRequest;
import io.harbinger.platform.serving.protocol.InferResponse;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import io.harbinger.platform.serving.task.OpenTask;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.Keyed;
import io.harbinger.server.ServedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One served model and its task. Owns its lease. Thread-safe.
 *
 * @param <I> one input of the model
 * @param <O> one output of the model
 */
final class OpenModel<I, O> implements AutoCloseable {

  private final OpenTask<I, O> task;
  private final ServedModel<I, O> model;
  private final Runnable release;
  private final int largestBatch;

  /**
   * A model.
   *
   * @param release gives it back
   * @param largestBatch inputs that its queue has room for
   */
  OpenModel(OpenTask<I, O> task, ServedModel<I, O> model, Runnable release, int largestBatch) {
    this.task = task;
    this.model = model;
    this.release = release;
    this.largestBatch = largestBatch;
  }

  /** The version that answers now. */
  ModelInfo info() {
    return model.info();
  }

  OpenTask<I, O> task() {
    return task;
  }

  /** Answers a request; waits for it. */
  InferResponse infer(InferRequest request, Duration patience) {
    checkOutputs(request);
    List<I> inputs = task.decode(request);
    if (inputs.size() > largestBatch) {
      throw ProtocolException.of(
          400,
          "a batch of %d (expected at most %d; split it)".formatted(inputs.size(), largestBatch));
    }
    // A key for the request, so that a share of the traffic is a share of requests, not of rows.
    String key = request.id().orElseGet(() -> UUID.randomUUID().toString());
    List<Answer<O>> answers = answers(key, inputs, patience);
    List<Tensor> outputs = task.encode(answers.stream().map(Answer::output).toList());
    return new InferResponse(
        info().name(),
        answers.stream().map(answer -> answer.model().version()).toList(),
        request.id(),
        outputs.stream()
            .filter(
                tensor -> request.outputs().isEmpty() || request.outputs().contains(tensor.name()))
            .toList());
  }

  private void checkOutputs(InferRequest request) {
    List<String> known = task.outputs().stream().map(TensorMetadata::name).toList();
    request.outputs().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw ProtocolException.of(
                  400, "the output %s is not known (expected some of %s)".formatted(name, known));
            });
  }

  private List<Answer<O>> answers(String key, List<I> inputs, Duration patience) {
    List<CompletableFuture<Answer<O>>> futures =
        model.askAll(inputs.stream().map(input -> Keyed.of(key, input)).toList()).stream()
            .map(CompletionStage::toCompletableFuture)
            .toList();
    try {
      CompletableFuture<?>[] all = futures.toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(all).get(patience.toNanos(), TimeUnit.NANOSECONDS);
      List<Answer<O>> answers = new ArrayList<>(futures.size());
      futures.forEach(future -> answers.add(future.join()));
      return answers;
    } catch (ExecutionException e) {
      throw refused(futures);
    } catch (TimeoutException e) {
      throw ProtocolException.of(504, "no answer within %d ms".formatted(patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProtocolException.later(Duration.ofSeconds(1), "the server is stopping");
    } finally {
      // Nobody waits for the others of a request that failed.
      futures.forEach(future -> future.cancel(false));
    }
  }

  private static ProtocolException refused(List<? extends CompletableFuture<?>> futures) {
    for (int i = 0; i < futures.size(); i++) {
      Optional<Throwable> failure = failure(futures.get(i));
      if (failure.isPresent()) {
        return refusal(failure.get(), futures.size() == 1 ? "" : " (input %d)".formatted(i));
      }
    }
    throw new IllegalStateException("a request failed, but none of its inputs did");
  }

  private static Optional<Throwable> failure(CompletableFuture<?> future) {
    if (!future.isCompletedExceptionally()) {
      return Optional.empty();
    }
    try {
      future.join();
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.of(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static ProtocolException refusal(Throwable failure, String which) {
    String message = failure.getMessage() + which;
    if (!(failure instanceof InferenceException inference)) {
      return ProtocolException.of(500, message);
    }
    return switch (inference.reason()) {
      case INVALID_INPUT -> ProtocolException.of(400, message);
      case QUEUE_FULL, CLOSED ->
          ProtocolException.later(inference.retryAfter().orElse(Duration.ofSeconds(1)), message);
      case EXPIRED -> ProtocolException.of(504, message);
      case FAILED -> ProtocolException.of(500, message);
    };
  }

  @Override
  public void close() {
    release.run();
  }
}
