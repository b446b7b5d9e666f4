package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.Precision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private final ServingOptions serving = ServingOptions.defaults();

  @Test
  void defaultsAreExactlyThese() {
    assertThat(serving)
        .isEqualTo(new ServingOptions(256, 1024, 1, Duration.ZERO, Precision.FLOAT32));
    assertThat(ServerOptions.defaults())
        .isEqualTo(
            new ServerOptions(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Runtime.getRuntime().availableProcessors(),
                ServerOptions.defaults().modelMemory()));
    assertThat(ServerOptions.defaults().modelMemory())
        .as("half of the machine's memory, which holds more than this Java machine's heap")
        .isGreaterThan(Runtime.getRuntime().totalMemory() / 2);
    assertThat(SubmitOptions.defaults())
        .isEqualTo(new SubmitOptions(SubmitOptions.FOREVER, Priority.NORMAL));
  }

  @Test
  void eachCanBeSetAlone() {
    assertThat(
            serving
                .withMaxBatch(5)
                .withQueueCapacity(7)
                .withWorkers(2)
                .withMaxDelay(Duration.ofMillis(3))
                .withPrecision(Precision.FLOAT16))
        .isEqualTo(new ServingOptions(5, 7, 2, Duration.ofMillis(3), Precision.FLOAT16));
    assertThat(
            ServerOptions.defaults()
                .withLinger(Duration.ZERO)
                .withDrainTimeout(Duration.ofDays(1))
                .withExecutionsAtOnce(3)
                .withModelMemory(77))
        .isEqualTo(new ServerOptions(Duration.ZERO, Duration.ofDays(1), 3, 77));
    assertThat(SubmitOptions.defaults().withPatience(Duration.ZERO).withPriority(Priority.LOW))
        .isEqualTo(new SubmitOptions(Duration.ZERO, Priority.LOW));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> serving.withMaxBatch(0))
        .hasMessage("batches of at most 0 on 1 workers (expected at least 1 of each)");
    assertThatThrownBy(() -> serving.withWorkers(0)).hasMessageContaining("on 0 workers");
    assertThatThrownBy(() -> serving.withQueueCapacity(255))
        .hasMessage("a queue of 255 for batches of at most 256 (expected room for one batch)");
    assertThatThrownBy(() -> serving.withMaxDelay(Duration.ofMillis(-1)))
        .hasMessage("a delay of PT-0.001S (expected 0 or more)");
    assertThatThrownBy(() -> ServerOptions.defaults().withLinger(Duration.ofSeconds(-1)))
        .hasMessageContaining("a linger of PT-1S");
    assertThatThrownBy(() -> ServerOptions.defaults().withExecutionsAtOnce(0))
        .hasMessage("0 executions at once (expected at least 1)");
    assertThatThrownBy(() -> ServerOptions.defaults().withModelMemory(-1))
        .hasMessage("a budget of -1 bytes for models (expected 0 or more)");
    assertThatThrownBy(() -> SubmitOptions.defaults().withPatience(Duration.ofNanos(-1)))
        .hasMessageContaining("a patience of PT-0.000000001S (expected 0 to");
  }
}
