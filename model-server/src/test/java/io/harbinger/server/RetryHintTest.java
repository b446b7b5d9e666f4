package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.model.ModelInfo;
import io.harbinger.server.InferenceException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryHintTest {

  @Test
  void isTheTimeThatTheQueueTakes() {
    ServiceRate rate = new ServiceRate(2, 10);
    for (int i = 0; i < 50; i++) {
      rate.executed(10, Duration.ofMillis(40).toNanos());
    }
    assertThat(rate.timeOf(100)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void followsAModelThatBecomesSlower() {
    ServiceRate rate = new ServiceRate(1, 1);
    rate.executed(1, Duration.ofMillis(1).toNanos());
    for (int i = 0; i < 40; i++) {
      rate.executed(1, Duration.ofMillis(10).toNanos());
    }
    assertThat(rate.timeOf(10)).isBetween(Duration.ofMillis(98), Duration.ofMillis(100));
  }

  @Test
  void isAGuessAtFirstAndAlwaysWithinReason() {
    ServiceRate rate = new ServiceRate(1, 1);
    assertThat(rate.timeOf(1000)).isEqualTo(Duration.ofMillis(100));
    rate.executed(1, 1);
    assertThat(rate.timeOf(10)).isEqualTo(Duration.ofMillis(1));
    rate.executed(1, Duration.ofDays(1).toNanos());
    assertThat(rate.timeOf(1000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void isInTheRefusalAsAFieldAndInWords() {
    ManualClock clock = new ManualClock();
    RequestQueue<String, Integer> queue = new RequestQueue<>(20, 4, Duration.ZERO, clock);
    ServiceRate rate = new ServiceRate(1, 1);
    rate.executed(4, Duration.ofMillis(12).toNanos());
    Endings<String, Integer> endings =
        new Endings<>(new ModelInfo("fake", "3", "length"), queue, rate);
    List<Request<String, Integer>> requests =
        IntStream.range(0, 21)
            .mapToObj(
                i ->
                    new Request<String, Integer>(
                        "a", clock.getAsLong(), SubmitOptions.defaults(), 0))
            .toList();

    queue.offer(requests);
    requests.forEach(endings::end);

    assertThat(requests.subList(0, 20)).noneMatch(Request::ended);
    InferenceException refusal = failure(requests.get(20));
    assertThat(refusal.retryAfter()).contains(Duration.ofMillis(60));
    assertThat(refusal).hasMessage("20 requests wait for model fake already: try again in 60 ms");
  }

  @Test
  void isNotThereWhereTryingAgainDoesNotHelp() {
    assertThat(new InferenceException(Reason.INVALID_INPUT, "no", null).retryAfter()).isEmpty();
  }

  private static InferenceException failure(Request<String, Integer> request) {
    return request
        .promise()
        .handle((output, thrown) -> thrown)
        .thenApply(
            thrown ->
                (InferenceException)
                    (thrown instanceof CompletionException ? thrown.getCause() : thrown))
        .join();
  }
}
