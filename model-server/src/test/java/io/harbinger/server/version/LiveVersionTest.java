package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveVersionTest {

  @TempDir Path models;
  private FakeVersions fake;
  private LiveVersion<Ask, Said> version;

  @BeforeEach
  void open() {
    fake = new FakeVersions(models);
    version =
        new LiveVersion<>(
            fake.server.acquire(
                fake.task().task(), fake.write(1, Kind.SOUND), FakeVersions.options().serving()),
            OptionalLong.empty(),
            List.of());
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void drainsWhenTheLastRequestHasLeft() {
    assertThat(version.enter(2)).isTrue();
    CompletableFuture<Void> drained = version.retire();
    version.leave();
    assertThat(drained).isNotDone();
    version.leave();
    assertThat(drained).isCompleted();
  }

  @Test
  void letsNobodyInOnceItIsRetired() {
    assertThat(version.enter(1)).isTrue();
    CompletableFuture<Void> drained = version.retire();
    assertThat(version.enter(1)).isFalse();
    version.leave();
    assertThat(drained).isCompleted();
    assertThat(version.enter(1)).isFalse();
  }

  @Test
  void unusedItDrainsAtOnceHoweverOftenItIsRetired() {
    assertThat(version.retire()).isCompleted();
    assertThat(version.retire()).isCompleted();
  }
}
