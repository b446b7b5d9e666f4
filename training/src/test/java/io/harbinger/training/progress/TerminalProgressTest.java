package io.harbinger.training.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);

  @RepeatedTest(20)
  void theLastDrawingShowsWhereTheWorkEnded() {
    try (Progress progress = Progress.onTerminal(terminal, 120)) {
      progress.begin("rul-fd001", 4, 100, 1);
      progress.endEpoch(2, "validation RMSE 15.2");
      progress.step(3, 100, 0.125);
    }

    String drawn = written.toString(StandardCharsets.UTF_8);
    String last = drawn.substring(drawn.lastIndexOf('\r') + 1);
    assertThat(drawn).containsOnlyOnce("\n");
    assertThat(last)
        .contains("rul-fd001")
        .contains("75%")
        .contains("300/400")
        .contains("epoch 3/4 loss 0.1250, validation RMSE 15.2")
        .endsWith("\n");
  }

  @Test
  void nothingIsDrawnAfterItWasClosed() {
    Progress progress = Progress.onTerminal(terminal, 80);
    progress.begin("rul-fd001", 1, 10, 0);
    progress.close();
    int drawn = written.size();

    progress.step(1, 10, 0.5);
    progress.close();

    assertThat(written.size()).isEqualTo(drawn);
  }

  @Test
  void closingWhatNeverBeganWritesNothing() {
    Progress.onTerminal(terminal, 80).close();
    Progress.silent().close();

    assertThat(written.size()).isZero();
  }
}
