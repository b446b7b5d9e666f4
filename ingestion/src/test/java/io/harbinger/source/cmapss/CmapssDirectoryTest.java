package io.harbinger.source.cmapss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmapssDirectoryTest {

  private static final String REST =
      " 0.1 -0.0004 100.0 518.67 641.82 1589.70 1400.60 14.62 21.61 554.36 2388.06 9046.19 1.30 47.47"
          + " 521.66 2388.02 8138.62 8.4195 0.03 392 2388 100.00 39.06 23.4190  ";

  @TempDir Path directory;

  @Test
  void readsEnginesWithTheirReadingsInOrder() throws IOException {
    write("train_FD003.txt", "1 1" + REST, "1 2" + REST, "2 1" + REST, "");
    List<EngineRun> engines = CmapssDirectory.train(directory, Subset.FD003);
    assertThat(engines).extracting(EngineRun::unit).containsExactly(1, 2);
    assertThat(engines.get(0).readings()).extracting(CycleReading::cycle).containsExactly(1, 2);
    CycleReading first = engines.get(0).readings().get(0);
    assertThat(first.settings()).containsExactly(0.1, -0.0004, 100.0);
    assertThat(first.sensors()).hasSize(21).startsWith(518.67).endsWith(23.4190);
  }

  @Test
  void readsTheTrueRul() throws IOException {
    write("RUL_FD001.txt", "112 ", "98");
    assertThat(CmapssDirectory.rul(directory, Subset.FD001)).containsExactly(112, 98);
  }

  @Test
  void saysWhichLineDoesNotFitAndWhatWasExpected() throws IOException {
    write("test_FD001.txt", "1 1" + REST, "1 2 0.1");
    assertThatThrownBy(() -> CmapssDirectory.test(directory, Subset.FD001))
        .isInstanceOf(CmapssException.class)
        .hasMessageContaining("test_FD001.txt, line 2: 3 columns (expected 26 columns)");
  }

  @Test
  void refusesAGapInTheCycles() throws IOException {
    write("test_FD001.txt", "1 1" + REST, "1 3" + REST);
    assertThatThrownBy(() -> CmapssDirectory.test(directory, Subset.FD001))
        .hasMessageContaining("line 2: cycle 3 (expected cycle 2 of unit 1)");
  }

  @Test
  void refusesWhatIsNoFiniteNumber() throws IOException {
    write("test_FD001.txt", "1 1" + REST.replace("641.82", "NaN"));
    assertThatThrownBy(() -> CmapssDirectory.test(directory, Subset.FD001))
        .hasMessageContaining("line 1: NaN in column 7 (expected a finite number)");
    write("test_FD001.txt", "1 1" + REST.replace("641.82", "six"));
    assertThatThrownBy(() -> CmapssDirectory.test(directory, Subset.FD001))
        .hasMessageContaining("\"six\" in column 7 (expected a number)");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> CmapssDirectory.rul(directory, Subset.FD004))
        .hasMessageContaining("RUL_FD004.txt");
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(directory.resolve(name), List.of(lines));
  }
}
