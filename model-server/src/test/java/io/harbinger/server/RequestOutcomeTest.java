package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.server.InferenceException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestOutcomeTest {

  @Test
  void anAnswerIsDone() {
    assertThat(RequestOutcome.of(3, null)).isEqualTo(new RequestOutcome.Done<>(3));
  }

  @Test
  void aFullQueueTellsWhenToTryAgain() {
    InferenceException full =
        InferenceException.queueFull("8 requests wait", Duration.ofMillis(40));

    assertThat(RequestOutcome.<Integer>of(null, new CompletionException(full)))
        .isInstanceOfSatisfying(
            RequestOutcome.Rejected.class,
            rejected -> assertThat(rejected.retryAfter()).contains(Duration.ofMillis(40)));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasOneKind(Reason reason) {
    InferenceException why = new InferenceException(reason, "why", null);
    Class<?> expected =
        switch (reason) {
          case QUEUE_FULL, INVALID_INPUT, CLOSED -> RequestOutcome.Rejected.class;
          case EXPIRED -> RequestOutcome.Expired.class;
          case FAILED -> RequestOutcome.Failed.class;
        };

    assertThat(RequestOutcome.of(null, why)).isInstanceOf(expected);
  }

  @Test
  void aWithdrawalIsTheCallersOwnFailure() {
    CompletableFuture<Integer> withdrawn = new CompletableFuture<>();
    withdrawn.cancel(false);

    assertThat(withdrawn.handle(RequestOutcome::of).join())
        .isInstanceOfSatisfying(
            RequestOutcome.Failed.class,
            failed -> assertThat(failed.why()).isInstanceOf(CancellationException.class));
  }

  @Test
  void neitherAnswerNorFailureIsRefused() {
    assertThatThrownBy(() -> RequestOutcome.of(null, null))
        .hasMessage("neither an output nor a failure (expected one)");
  }
}
