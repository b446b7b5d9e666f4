package io.harbinger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

final class FleetTableTest {

  private static final FleetStatus STATUS =
      new FleetStatus(
          "a simulated fleet", Duration.ofSeconds(83), 1234, 1230, 1229, 7, 2, 40.5, 35, 120);

  private final FleetTable table = new FleetTable(125);

  @Test
  void showsTheNumbersAndTheAssets() {
    List<String> lines = text(render(List.of(view("engine-1", 62.5, AssetState.WARNING)), 120, 20));

    assertThat(lines.get(1)).contains("01:23", "1,234", "40.5/s", "p50 35 ms", "p99 120 ms");
    assertThat(lines.get(4))
        .startsWith("engine-1")
        .contains("██████████░░░░░░░░░░", "62.5", "WARNING", "rul-test/1");
  }

  @Test
  void saysThatItWaitsWhileThereIsNothing() {
    assertThat(text(render(List.of(), 120, 20))).anyMatch(line -> line.contains("waiting"));
  }

  @Test
  void fitsTheTerminalAndCountsWhatItLeavesOut() {
    List<AssetView> many =
        IntStream.range(0, 50).mapToObj(i -> view("engine-" + i, i, AssetState.OK)).toList();

    List<AttributedString> lines = render(many, 60, 10);

    assertThat(lines).hasSize(10).allMatch(line -> line.columnLength() <= 60);
    assertThat(text(lines).get(9)).contains("45 more");
  }

  @Test
  void drawsIntoATerminalOfAnySize() {
    for (int height = 0; height < 8; height++) {
      assertThat(render(List.of(view("engine", 5, AssetState.CRITICAL)), 1, height))
          .hasSizeLessThanOrEqualTo(height);
    }
  }

  @Test
  void colourTellsTheState() {
    AttributedString critical = render(List.of(view("e", 5, AssetState.CRITICAL)), 120, 20).get(4);
    AttributedString fine = render(List.of(view("e", 5, AssetState.OK)), 120, 20).get(4);
    int bar = critical.toString().indexOf('█');
    assertThat(critical.styleAt(bar)).isNotEqualTo(fine.styleAt(bar));
  }

  @Test
  void refusesABarThatIsNeverFull() {
    assertThatThrownBy(() -> new FleetTable(0)).hasMessageContaining("fullLife: 0.0");
  }

  private List<AttributedString> render(List<AssetView> assets, int width, int height) {
    return table.render(STATUS, assets, width, height);
  }

  private static List<String> text(List<AttributedString> lines) {
    return lines.stream().map(AttributedString::toString).toList();
  }

  private static AssetView view(String asset, double rul, AssetState state) {
    return new AssetView(asset, 1, 50, rul, 0.1, 0.2, state, "rul-test/1");
  }
}
