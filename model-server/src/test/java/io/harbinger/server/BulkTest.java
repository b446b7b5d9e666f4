package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several inputs handed over together. */
class BulkTest {

  private static final ServingOptions OPTIONS = new ServingOptions(4, 4, 1, Duration.ZERO);

  @TempDir Path models;
  private final FakeModel model = FakeModel.open();
  private ServingFixture fixture;
  private ModelLease<String, Integer> lease;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models);
    lease = fixture.lease(model, OPTIONS);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void areOneBatchOfAnIdleWorker() {
    List<CompletionStage<Integer>> stages = lease.submitAll(List.of("a", "bb", "ccc"));
    assertThat(stages.stream().map(ServingFixture::answer)).containsExactly(1, 2, 3);
    assertThat(model.batches).containsExactly(List.of("a", "bb", "ccc"));
    assertThat(fixture.requests("answered", "none")).isEqualTo(3);
  }

  @Test
  void anInvalidOneIsRefusedAlone() {
    List<CompletionStage<Integer>> stages = lease.submitAll(List.of("a", FakeModel.INVALID, "ccc"));
    assertThat(failure(stages.get(1)).reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(answer(stages.get(0))).isEqualTo(1);
    assertThat(answer(stages.get(2))).isEqualTo(3);
  }

  @Test
  void whatTheQueueHasNoRoomForIsRefused() {
    List<CompletionStage<Integer>> stages =
        lease.submitAll(List.of("a", "bb", "ccc", "dddd", "eeeee"));
    assertThat(failure(stages.get(4)).reason()).isEqualTo(Reason.QUEUE_FULL);
    assertThat(stages.subList(0, 4).stream().map(ServingFixture::answer))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void areRefusedByAClosedLease() {
    lease.close();
    assertThat(lease.submitAll(List.of("a", "bb")))
        .hasSize(2)
        .allSatisfy(stage -> assertThat(failure(stage).reason()).isEqualTo(Reason.CLOSED));
  }
}
