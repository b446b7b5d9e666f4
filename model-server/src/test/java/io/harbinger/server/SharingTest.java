package io.harbinger.server;

import static io.harbinger.server.ServingFixture.LIMIT;
import static io.harbinger.server.ServingFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight callers of one model, each of which has one request under way at a time. */
class SharingTest {

  private static final int CALLERS = 8;
  private static final int REQUESTS = 40;

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void asynchronousCallersShareBatchesWithoutAnyDelay() {
    double mean;
    try (ServingFixture fixture = new ServingFixture(models)) {
      ModelLease<String, Integer> lease = fixture.lease(model, ServingOptions.defaults());
      List<CompletionStage<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(ask(lease, REQUESTS));
      }
      await().until(() -> model.entered.get() == 1);
      model.openGate();
      callers.forEach(ServingFixture::answer);
      await().until(() -> fixture.requests("answered", "none") == CALLERS * REQUESTS);
      mean = fixture.requests("answered", "none") / executions(fixture);
    }

    assertThat(mean).isGreaterThanOrEqualTo(6);
  }

  private static double executions(ServingFixture fixture) {
    return fixture
        .registry
        .get("harbinger.inference.executions")
        .tag("outcome", "answered")
        .counter()
        .count();
  }

  /** Each asks again from the callback of its last answer. */
  private static CompletionStage<Integer> ask(ModelLease<String, Integer> lease, int times) {
    CompletionStage<Integer> answer = lease.submit("a");
    return times == 1 ? answer : answer.thenCompose(length -> ask(lease, times - 1));
  }

  @Test
  void blockingCallersShareBatchesWithinTheDelayTheyAllow() throws Exception {
    model.openGate();
    try (ServingFixture fixture = new ServingFixture(models)) {
      ModelLease<String, Integer> lease =
          fixture.lease(model, new ServingOptions(CALLERS, 64, 1, Duration.ofSeconds(5)));
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < REQUESTS; n++) {
                    CompletableFuture<Integer> answer = lease.submit("a").toCompletableFuture();
                    assertThat(answer.join()).isEqualTo(1);
                  }
                }));
      }
      for (Future<?> caller : callers) {
        caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }

    assertThat(meanBatch()).isGreaterThanOrEqualTo(6);
  }

  private double meanBatch() {
    return model.batches.stream().mapToInt(List::size).average().orElseThrow();
  }
}
