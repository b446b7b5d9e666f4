package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget of 10 MB for models; one of 1 MB in files needs three. */
class ModelMemoryTest {

  private static final ServingOptions OPTIONS = ServingOptions.defaults();

  @TempDir Path models;
  private ServingFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models, ServerOptions.defaults().withModelMemory(10_000_000));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void refusesAModelThatDoesNotFitBesideThoseInUse() {
    Path second = version("second", 2_500_000);
    acquire(FakeModel.open(), version("first", 1_000_000));

    assertThatThrownBy(() -> acquire(FakeModel.open(), second))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(
            "cannot load the model %s: it needs about 7.5 MB, and 7.0 MB of the 10.0 MB for models are free: give back a model that is in use (first/1 with 3.0 MB), or raise the server's budget for models"
                .formatted(ModelDirectory.locate(second)));
  }

  @Test
  void refusesAModelThatIsTooLargeAnyway() {
    Path version = version("huge", 4_000_000);
    assertThatThrownBy(() -> acquire(FakeModel.open(), version))
        .hasMessageContaining("needs about 12.0 MB, and 10.0 MB of the 10.0 MB for models are free")
        .hasMessageContaining("it is too large");
  }

  @Test
  void freesWhatOnlyLingersFirst() {
    FakeModel idle = FakeModel.open();
    FakeModel used = FakeModel.open();
    acquire(idle, version("idle", 1_000_000)).close();
    ModelLease<String, Integer> kept = acquire(used, version("used", 1_000_000));

    ModelLease<String, Integer> third = acquire(FakeModel.open(), version("third", 2_000_000));

    assertThat(answer(third.submit("abc"))).isEqualTo(3);
    assertThat(idle.closes).hasValue(1);
    assertThat(used.closes).hasValue(0);
    assertThat(answer(kept.submit("ab"))).isEqualTo(2);
  }

  @Test
  void waitsForAModelThatStillAnswers() {
    FakeModel slow = FakeModel.gated();
    ModelLease<String, Integer> lease = acquire(slow, version("slow", 2_000_000));
    CompletionStage<Integer> underWay = lease.submit("ab");
    await().until(() -> slow.entered.get() == 1);
    lease.close();
    CompletableFuture<ModelLease<String, Integer>> second =
        CompletableFuture.supplyAsync(
            () -> acquire(FakeModel.open(), version("second", 2_000_000)));
    await().until(() -> fixture.registry.find("harbinger.model.info").meters().isEmpty());
    assertThat(second).isNotDone();

    slow.openGate();

    assertThat(answer(underWay)).isEqualTo(2);
    assertThat(answer(answer(second).submit("abc"))).isEqualTo(3);
    assertThat(slow.closes).hasValue(1);
  }

  @Test
  void aLoadThatFailsHoldsNothing() {
    Path broken = version("broken", 3_000_000);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  fixture.server.acquire(
                      ServingFixture.task(
                          () -> {
                            throw new IllegalStateException("broken");
                          }),
                      broken,
                      OPTIONS))
          .hasMessageContaining("broken");
    }
    ModelLease<String, Integer> lease = acquire(FakeModel.open(), version("sound", 3_000_000));
    assertThat(answer(lease.submit("ab"))).isEqualTo(2);
  }

  @Test
  void aModelThatWasFreedHoldsNothing() {
    for (int i = 0; i < 5; i++) {
      FakeModel model = FakeModel.open();
      acquire(model, version("model" + i, 3_000_000)).close();
      fixture.scheduler.elapse();
      await().until(() -> model.closes.get() == 1);
    }
  }

  private ModelLease<String, Integer> acquire(FakeModel model, Path version) {
    ModelTask<String, Integer> task = ServingFixture.task(() -> model);
    return fixture.server.acquire(task, version, OPTIONS);
  }

  private Path version(String name, int bytes) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return ModelDirectory.write(
            models.resolve(name).resolve("1"),
            new Manifest(
                Manifest.FORMAT,
                "length",
                json.objectNode(),
                List.of(),
                json.objectNode(),
                json.objectNode(),
                Map.of()),
            Map.of("weights", new byte[bytes]))
        .path();
  }
}
