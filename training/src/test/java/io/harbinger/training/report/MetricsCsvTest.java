package io.harbinger.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCsvTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("metrics.csv");
  }

  @Test
  void whatWasAppendedReadsBackToTheLastBit() throws Exception {
    EpochMetrics odd =
        new EpochMetrics(
            2, 1.0 / 3, Math.PI, 1e-300, 0.1 + 0.2, Double.NaN, Double.NaN, 1, 2, 3, 4e10);
    try (MetricsCsv<EpochMetrics> csv = MetricsCsv.create(file, EpochMetrics.class)) {
      csv.append(row(1));
      csv.append(odd);
    }

    assertThat(MetricsCsv.read(file, EpochMetrics.class)).containsExactly(row(1), odd);
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "epoch,learningRate,trainLoss,trainFailureLoss,trainRulLoss,validationLoss,"
                + "validationFailureLoss,validationRulLoss,validationRmseCapped,"
                + "validationRmseAllCycles,seconds");
  }

  @Test
  void rowsAreThereBeforeItIsClosed() throws Exception {
    try (MetricsCsv<EpochMetrics> csv = MetricsCsv.create(file, EpochMetrics.class)) {
      csv.append(row(1));
      assertThat(MetricsCsv.read(file, EpochMetrics.class)).containsExactly(row(1));
    }
  }

  @Test
  void resumingForgetsWhatCameAfterTheCheckpoint() throws Exception {
    writeEpochs(5);
    Files.writeString(file, "6,0.001,0.0", StandardOpenOption.APPEND);

    try (MetricsCsv<EpochMetrics> csv = MetricsCsv.resume(file, 3, EpochMetrics.class)) {
      csv.append(row(4));
    }

    assertThat(MetricsCsv.read(file, EpochMetrics.class))
        .containsExactly(row(1), row(2), row(3), row(4));
  }

  @Test
  void aBrokenOffRunEndsWithTheSameFileAsAnUnbrokenOne() throws Exception {
    writeEpochs(6);
    byte[] unbroken = Files.readAllBytes(file);
    for (int torn = Files.readAllLines(file).get(0).length() + 1;
        torn < unbroken.length;
        torn += 23) {
      Files.write(file, Arrays.copyOf(unbroken, torn));
      int checkpoint = MetricsCsv.read(file, EpochMetrics.class).size() / 2 * 2;
      try (MetricsCsv<EpochMetrics> csv = MetricsCsv.resume(file, checkpoint, EpochMetrics.class)) {
        for (int epoch = checkpoint + 1; epoch <= 6; epoch++) {
          csv.append(row(epoch));
        }
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(unbroken);
    }
  }

  @Test
  void aTornLastRowIsLeftOut() throws Exception {
    writeEpochs(2);
    Files.writeString(file, "3,0.001,0.5", StandardOpenOption.APPEND);

    assertThat(MetricsCsv.read(file, EpochMetrics.class)).containsExactly(row(1), row(2));
  }

  @Test
  void refusesToResumeWithoutTheCheckpointsRows() throws Exception {
    writeEpochs(2);
    assertThatThrownBy(() -> MetricsCsv.resume(file, 3, EpochMetrics.class).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends with epoch 2 (expected epoch 3");
  }

  @Test
  void refusesAnEpochOutOfTurn() throws Exception {
    try (MetricsCsv<EpochMetrics> csv = MetricsCsv.create(file, EpochMetrics.class)) {
      csv.append(row(1));
      assertThatThrownBy(() -> csv.append(row(3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(expected 2)");
    }
  }

  @Test
  void namesTheLineThatIsNoRow() throws Exception {
    writeEpochs(1);
    Files.writeString(file, "2,fast,0\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> MetricsCsv.read(file, EpochMetrics.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("metrics.csv line 3 is \"2,fast,0\" (expected 11 numbers");

    writeEpochs(1);
    Files.writeString(file, "2,0.1,0.5\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> MetricsCsv.read(file, EpochMetrics.class))
        .hasMessageContaining("line 3");

    Files.writeString(file, "step,loss\n");
    assertThatThrownBy(() -> MetricsCsv.read(file, EpochMetrics.class))
        .hasMessageContaining("begins with \"step,loss\" (expected the header");
  }

  private void writeEpochs(int epochs) throws IOException {
    try (MetricsCsv<EpochMetrics> csv = MetricsCsv.create(file, EpochMetrics.class)) {
      for (EpochMetrics row : List.of(row(1), row(2), row(3), row(4), row(5), row(6))) {
        if (row.epoch() <= epochs) {
          csv.append(row);
        }
      }
    }
  }

  private static EpochMetrics row(int epoch) {
    double loss = 1.0 / epoch;
    return new EpochMetrics(
        epoch, 1e-3, loss, loss / 2, loss / 3, loss, loss, loss, 20 * loss, 30 * loss, 12.5);
  }
}
