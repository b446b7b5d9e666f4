package io.harbinger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.console.AssetState;
import io.harbinger.console.AssetView;
import io.harbinger.console.FleetStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

final class DisplayTest {

  private static final List<AssetView> ONE =
      List.of(new AssetView("engine-1", 1, 180, 12, 0.6, 0.9, AssetState.CRITICAL, "rul/1"));

  @Test
  void printsALineEveryFewSecondsAndNamesTheWorst() {
    StringWriter out = new StringWriter();
    try (LineDisplay display = new LineDisplay(new PrintWriter(out), Duration.ofSeconds(5))) {
      for (int second = 0; second < 10; second++) {
        display.show(status(second), ONE);
      }
    }
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("worst engine-1: 12 cycles left (CRITICAL)"));
  }

  @Test
  void drawsOnTheSecondScreenAndGivesTheFirstBack() throws IOException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    ExternalTerminal terminal =
        new ExternalTerminal(
            "test",
            "xterm-256color",
            new ByteArrayInputStream(new byte[0]),
            screen,
            StandardCharsets.UTF_8);
    terminal.setSize(new Size(110, 12));
    try (TableDisplay display = new TableDisplay(terminal, 125)) {
      display.show(status(3), ONE);
    }
    String drawn = screen.toString(StandardCharsets.UTF_8);
    assertThat(drawn).contains("\u001b[?1049h", "engine-1", "CRITICAL");
    assertThat(drawn.indexOf("\u001b[?1049l")).isGreaterThan(drawn.indexOf("engine-1"));
    assertThat(drawn.substring(drawn.lastIndexOf("?25l"))).contains("25h");
  }

  private static FleetStatus status(int second) {
    return new FleetStatus("test", Duration.ofSeconds(second), 1, 1, 1, 1, 0, 1, 10, 20);
  }
}
