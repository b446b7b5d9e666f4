package io.harbinger.training.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final HandClock clock = new HandClock();
  private final Progress progress =
      Progress.inLines(new PrintStream(written, true, StandardCharsets.UTF_8), clock);

  @Test
  void saysSpeedAndTimeLeftAtEachEpochsEnd() {
    progress.begin("rul-fd001", 10, 100, 0);
    for (int step = 1; step <= 100; step++) {
      progress.step(1, step, 0.5);
    }
    clock.advance(Duration.ofSeconds(20));
    progress.endEpoch(1, "validation RMSE 15.2");

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "rul-fd001: 10 epochs of 100 steps",
            "rul-fd001: epoch 1/10, loss 0.5000, validation RMSE 15.2, 5.0 steps/s, 0:03:00 left");
  }

  @Test
  void saysSomethingEveryHalfMinute() {
    progress.begin("rul-fd001", 1, 100, 0);
    for (int step = 1; step <= 100; step++) {
      clock.advance(Duration.ofSeconds(1));
      progress.step(1, step, 0.25);
    }

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "rul-fd001: 1 epochs of 100 steps",
            "rul-fd001: epoch 1/1, step 30/100, loss 0.2500, 1.0 steps/s, 0:01:10 left",
            "rul-fd001: epoch 1/1, step 60/100, loss 0.2500, 1.0 steps/s, 0:00:40 left",
            "rul-fd001: epoch 1/1, step 90/100, loss 0.2500, 1.0 steps/s, 0:00:10 left");
  }

  @Test
  void epochsOfABrokenOffRunDoNotCountForTheSpeed() {
    progress.begin("rul-fd001", 10, 100, 8);
    clock.advance(Duration.ofSeconds(50));
    progress.step(9, 50, 0.5);

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "rul-fd001: 10 epochs of 100 steps, resumed after epoch 8",
            "rul-fd001: epoch 9/10, step 50/100, loss 0.5000, 1.0 steps/s, 0:02:30 left");
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
