package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosingTest {

  private static final ServingOptions ONE_BY_ONE = new ServingOptions(1, 8, 1, Duration.ZERO);

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();

  @Test
  void answersWhatIsUnderWayAndRefusesWhatWaits() {
    ServingFixture fixture = new ServingFixture(models);
    ModelLease<String, Integer> lease = fixture.lease(model, ONE_BY_ONE);
    CompletionStage<Integer> underWay = lease.submit("abc");
    await().until(() -> model.entered.get() == 1);
    CompletionStage<Integer> waiting = lease.submit("b");

    CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.server::close);

    assertThat(failure(waiting).reason()).isEqualTo(Reason.CLOSED);
    assertThat(failure(lease.submit("late")))
        .hasMessage("model fake, version 3, is no longer served");
    assertThat(closing).isNotDone();
    assertThat(model.closes).hasValue(0);
    model.openGate();
    assertThat(answer(underWay)).isEqualTo(3);
    answer(closing);
    assertThat(model.closes).hasValue(1);
  }

  @Test
  void givesUpWaitingForAnExecutionThatHangs() {
    ServingFixture fixture =
        new ServingFixture(models, ServerOptions.defaults().withDrainTimeout(Duration.ofMillis(1)));
    ModelLease<String, Integer> lease = fixture.lease(model, ONE_BY_ONE);
    CompletionStage<Integer> hanging = lease.submit("abc");
    await().until(() -> model.entered.get() == 1);

    fixture.close();

    assertThat(model.closes).as("memory in use is not freed").hasValue(0);
    model.openGate();
    assertThat(answer(hanging)).isEqualTo(3);
    await().until(() -> model.closes.get() == 1);
  }

  @Test
  void mayBeClosedFromACallback() {
    ServingFixture fixture = new ServingFixture(models);
    ModelLease<String, Integer> lease = fixture.lease(model, ONE_BY_ONE);
    CompletionStage<Void> closing = lease.submit("abc").thenRun(fixture.server::close);
    model.openGate();

    answer(closing);
    await().until(() -> model.closes.get() == 1);
  }

  @Test
  void aClosedServerLeasesNothing() {
    ServingFixture fixture = new ServingFixture(models);
    fixture.close();

    assertThatThrownBy(() -> fixture.lease(model, ONE_BY_ONE))
        .isInstanceOf(InferenceException.class)
        .hasMessage("the model server is closed");
  }

  @Test
  void closingTwiceIsClosingOnce() {
    ServingFixture fixture = new ServingFixture(models);
    ModelLease<String, Integer> lease = fixture.lease(model, ONE_BY_ONE);
    fixture.close();
    fixture.close();
    lease.close();

    assertThat(model.closes).hasValue(1);
  }
}
