package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.types.Either;
import org.jspecify.annotations.Nullable;

/**
 * One window in, one outcome out: the prediction, or a dead letter that says why there is none.
 *
 * <p>Never fails the job because of a window. It does fail when the model server is closed under
 * it: the windows are sound, and a restart leases the model anew.
 */
final class InferenceFunction
    extends RichAsyncFunction<RawWindow, Either<RulPrediction, DeadLetter>> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final RulModelSource source;
  private final InferenceOptions options;

  private transient @Nullable WindowReader reader;
  private transient ModelSource.@Nullable Lease<RulWindow, RulEstimate> lease;
  private transient @Nullable ScheduledExecutorService retryTimer;
  private transient @Nullable Counter retries;

  InferenceFunction(RulModelSource source, InferenceOptions options) {
    this.source = source;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    reader = new WindowReader();
    retries =
        getRuntimeContext()
            .getMetricGroup()
            .counter("inferenceRetries", new ThreadSafeSimpleCounter());
    String name =
        "rul-inference-retry-" + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    retryTimer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    lease = source.acquire();
  }

  @Override
  public void asyncInvoke(RawWindow raw, ResultFuture<Either<RulPrediction, DeadLetter>> result) {
    try {
      SensorWindow window = Objects.requireNonNull(reader).readWhole(raw.value());
      new InferenceRequest(
              raw,
              window,
              Objects.requireNonNull(lease).model(),
              options,
              Objects.requireNonNull(retryTimer),
              Objects.requireNonNull(retries),
              System::nanoTime,
              () -> ThreadLocalRandom.current().nextDouble(),
              result)
          .start();
    } catch (RejectedWindowException e) {
      result.complete(given(DeadLetters.of(raw, e.reason(), String.valueOf(e.getMessage()))));
    }
  }

  @Override
  public void timeout(RawWindow raw, ResultFuture<Either<RulPrediction, DeadLetter>> result) {
    result.complete(
        given(
            DeadLetters.of(
                raw,
                DeadLetterReason.INFERENCE_TIMED_OUT,
                "no answer from the model within %s".formatted(options.timeout()))));
  }

  @Override
  public void close() {
    if (retryTimer != null) {
      retryTimer.shutdownNow();
    }
    if (lease != null) {
      lease.close();
    }
  }

  static Collection<Either<RulPrediction, DeadLetter>> given(DeadLetter letter) {
    return List.of(Either.Right(letter));
  }

  static Collection<Either<RulPrediction, DeadLetter>> given(RulPrediction prediction) {
    return List.of(Either.Left(prediction));
  }
}
