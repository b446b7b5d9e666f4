package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();
  private ServingFixture fixture;
  private ModelLease<String, Integer> lease;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models);
    lease = fixture.lease(model, new ServingOptions(64, 64, 1, Duration.ZERO));
  }

  @AfterEach
  void close() {
    model.openGate();
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {FakeModel.POISON, FakeModel.SWALLOWED, FakeModel.NULL})
  void onlyTheGuiltyInputOfABatchFails(String guilty) {
    List<CompletionStage<Integer>> stages = batchOf64With(guilty, 37);

    for (int i = 0; i < stages.size(); i++) {
      if (i == 37) {
        assertThat(failure(stages.get(i)).reason()).isEqualTo(Reason.FAILED);
      } else {
        assertThat(answer(stages.get(i))).isEqualTo(2);
      }
    }
    // The first alone, then the batch: once whole, and two halves for each of six halvings.
    assertThat(model.batches).hasSize(1 + 1 + 2 * 6);
  }

  @Test
  void aFailureSaysWhoFailedAndWhy() {
    model.openGate();

    assertThat(failure(lease.submit(FakeModel.POISON)))
        .hasMessage("model fake, version 3, failed: java.lang.IllegalArgumentException: poisoned")
        .hasRootCauseMessage("poisoned");
    assertThat(failure(lease.submit(FakeModel.SWALLOWED)))
        .hasMessageContaining("0 outputs for 1 inputs");
  }

  @Test
  void anErrorFailsTheBatchAndTheWorkerGoesOn() {
    List<CompletionStage<Integer>> stages = batchOf64With(FakeModel.OUT_OF_MEMORY, 5);

    for (CompletionStage<Integer> stage : stages) {
      assertThat(failure(stage).reason()).isEqualTo(Reason.FAILED);
      assertThat(failure(stage)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
    assertThat(model.batches).hasSize(2);
    assertThat(answer(lease.submit("next"))).isEqualTo(4);
  }

  private List<CompletionStage<Integer>> batchOf64With(String guilty, int at) {
    CompletionStage<Integer> first = lease.submit("a");
    await().until(() -> model.entered.get() == 1);
    List<CompletionStage<Integer>> stages = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      stages.add(lease.submit(i == at ? guilty : "ok"));
    }
    model.openGate();
    assertThat(answer(first)).isEqualTo(1);
    return stages;
  }
}
