package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("there is one in a JVM")
class SharedModelServerTest {

  @TempDir Path models;

  @AfterEach
  void close() {
    SharedModelServer.get().close();
  }

  @Test
  void everyoneGetsTheServerThatTheProcessStarted() {
    ModelServer started =
        SharedModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());

    assertThat(SharedModelServer.get()).isSameAs(started);
    assertThat(SharedModelServer.get()).isSameAs(started);
  }

  @Test
  void refusesToStartASecondOne() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ModelServer first = SharedModelServer.start(ServerOptions.defaults(), registry);

    assertThatThrownBy(() -> SharedModelServer.start(ServerOptions.defaults(), registry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runs already");
    first.close();
    assertThat(SharedModelServer.start(ServerOptions.defaults(), registry)).isNotSameAs(first);
  }

  @Test
  void theMetersOfOneThatNobodyStartedGoToTheGlobalRegistry() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try (ServingFixture fixture = new ServingFixture(models)) {
      ModelLease<String, Integer> lease =
          SharedModelServer.get()
              .acquire(
                  ServingFixture.task(FakeModel::open),
                  fixture.directory("fake/3"),
                  ServingOptions.defaults());
      assertThat(ServingFixture.answer(lease.submit("ab"))).isEqualTo(2);

      assertThat(registry.get("harbinger.inference.batch.size").summary().count()).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(registry);
    }
  }
}
