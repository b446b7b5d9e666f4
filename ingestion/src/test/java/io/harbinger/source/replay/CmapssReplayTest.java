package io.harbinger.source.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.cmapss.CmapssException;
import io.harbinger.source.cmapss.Subset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmapssReplayTest {

  @TempDir Path directory;

  @Test
  void playsTheSameCycleOfAllEnginesBeforeTheNext() throws IOException {
    write("test_FD001.txt", 2, 3, 1);
    CmapssReplay replay = CmapssReplay.of(directory, Subset.FD001, Recording.TEST);
    assertThat(replay.count()).isEqualTo(6);
    assertThat(replay.assets())
        .containsExactly("FD001-test-001", "FD001-test-002", "FD001-test-003");
    assertThat(drain(replay))
        .extracting(reading -> reading.getAsset() + " " + reading.getCycle())
        .containsExactly(
            "FD001-test-001 1",
            "FD001-test-002 1",
            "FD001-test-003 1",
            "FD001-test-001 2",
            "FD001-test-002 2",
            "FD001-test-002 3");
  }

  @Test
  void carriesSettingsAndSensorsAsRecordedAndLeavesRunAndTimeOpen() throws IOException {
    write("train_FD002.txt", 1);
    SensorReading reading = CmapssReplay.of(directory, Subset.FD002, Recording.TRAIN).next();
    assertThat(reading.getSettings()).containsExactly(1.5, 2.5, 3.5);
    assertThat(reading.getSensors()).hasSize(21).startsWith(4.5).endsWith(24.5);
    assertThat(reading.getRun()).isNull();
    assertThat(reading.getTime()).isNull();
  }

  @Test
  void playsChosenUnitsInTheFilesOrder() throws IOException {
    write("train_FD003.txt", 1, 2, 1);
    CmapssReplay replay =
        CmapssReplay.of(directory, Subset.FD003, Recording.TRAIN, List.of(3, 2, 2));
    assertThat(replay.count()).isEqualTo(3);
    assertThat(replay.assets()).containsExactly("FD003-train-002", "FD003-train-003");
  }

  @Test
  void saysWhichUnitsThereAre() throws IOException {
    write("test_FD001.txt", 1, 1);
    assertThatThrownBy(
            () -> CmapssReplay.of(directory, Subset.FD001, Recording.TEST, List.of(1, 3)))
        .hasMessage("no unit 3 in the TEST engines of FD001: choose from 1 to 2");
    assertThatThrownBy(() -> CmapssReplay.of(directory, Subset.FD001, Recording.TEST, List.of()))
        .hasMessage("no units to replay (expected at least one)");
  }

  @Test
  void countsAllReadingsAlsoAfterTheLast() throws IOException {
    write("test_FD001.txt", 2);
    CmapssReplay replay = CmapssReplay.of(directory, Subset.FD001, Recording.TEST);
    drain(replay);
    assertThat(replay.count()).isEqualTo(2);
    assertThatThrownBy(replay::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("all 2 readings have been replayed");
  }

  @Test
  void passesOnWhatIsWrongWithTheFile() {
    assertThatThrownBy(() -> CmapssReplay.of(directory, Subset.FD004, Recording.TEST))
        .isInstanceOf(CmapssException.class)
        .hasMessageContaining("test_FD004.txt");
  }

  @Test
  void keepsTheNamesOfUnitsBeyondThreeDigitsApart() {
    assertThat(Recording.TRAIN.asset(Subset.FD004, 7)).isEqualTo("FD004-train-007");
    assertThat(Recording.TEST.asset(Subset.FD004, 1234)).isEqualTo("FD004-test-1234");
  }

  static List<SensorReading> drain(Iterator<SensorReading> replay) {
    List<SensorReading> readings = new ArrayList<>();
    replay.forEachRemaining(readings::add);
    return readings;
  }

  private void write(String name, int... cycles) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int unit = 1; unit <= cycles.length; unit++) {
      for (int cycle = 1; cycle <= cycles[unit - 1]; cycle++) {
        StringBuilder line = new StringBuilder(unit + " " + cycle);
        for (int column = 1; column <= 24; column++) {
          line.append(' ').append(column).append(".5");
        }
        lines.add(line.toString());
      }
    }
    Files.write(directory.resolve(name), lines);
  }
}
