package io.harbinger.model.rul.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceComparisonTest {

  private static final ValueBins COLD =
      ValueBins.ofDeciles(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
  private static final ValueBins HOT =
      ValueBins.ofDeciles(IntStream.rangeClosed(1001, 1100).asDoubleStream().toArray());
  private static final ValueBins STUCK = ValueBins.ofDeciles(new double[] {7, 7, 7});
  private static final RulReference REFERENCE =
      new RulReference(
          50,
          List.of("T24"),
          List.of(1),
          List.of(1.0),
          List.of(
              new ReferenceCondition(List.of(0.0), List.of(COLD)),
              new ReferenceCondition(List.of(20.0), List.of(HOT))),
          COLD);

  @TempDir Path directory;

  @Test
  void decilesOfManyValuesAreTenths() {
    assertThat(COLD.size()).isEqualTo(10);
    assertThat(COLD.bin(11)).isEqualTo(0);
    assertThat(COLD.bin(11.5)).isEqualTo(1);
    assertThat(COLD.bin(-5)).isEqualTo(0);
    assertThat(COLD.bin(5000)).isEqualTo(9);
    assertThat(COLD.shares().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void valuesThatRepeatMakeFewerBinsAndOneThatNeverChangesOne() {
    ValueBins two = ValueBins.ofDeciles(new double[] {1, 1, 1, 1, 2, 2, 2, 2, 2, 2});
    assertThat(two.edges()).containsExactly(1.0);
    assertThat(two.shares()).containsExactly(0.4, 0.6);
    assertThat(STUCK.size()).isEqualTo(1);
  }

  @Test
  void readingsAsTheyWereAreNoDriftInWhicheverConditionsTheyCome() {
    ReferenceComparison comparison = REFERENCE.compareSensors(1000);
    for (int i = 1; i <= 100; i++) {
      comparison.add(reading(i, 20.3, 1000 + i));
    }
    assertThat(comparison.index(0)).isCloseTo(0, within(1e-9));
    for (int i = 1; i <= 100; i++) {
      comparison.add(reading(i, -0.2, i));
    }
    assertThat(comparison.index(0)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aShiftIsDrift() {
    ReferenceComparison comparison = REFERENCE.compareSensors(1000);
    for (int i = 1; i <= 100; i++) {
      comparison.add(reading(i, 0, i + 29));
    }
    assertThat(comparison.index(0)).isGreaterThan(0.5);
  }

  @Test
  void theWindowForgetsTheOldest() {
    ReferenceComparison comparison = REFERENCE.compareSensors(100);
    for (int i = 1; i <= 100; i++) {
      comparison.add(reading(7, 0, 99));
    }
    assertThat(comparison.index(0)).isGreaterThan(2);
    assertThat(comparison.runs()).isEqualTo(1);
    for (int i = 1; i <= 100; i++) {
      comparison.add(reading(i % 4 + 100, 0, i));
    }

    assertThat(comparison.index(0)).isCloseTo(0, within(1e-9));
    assertThat(comparison.readings()).isEqualTo(100);
    assertThat(comparison.runs()).isEqualTo(4);
  }

  @Test
  void aSensorThatNeverVariedTellsNothing() {
    ReferenceComparison comparison = new ReferenceComparison(List.of(List.of(STUCK)), 10);
    comparison.add(new BinnedReading(1, 0, new byte[] {0}));

    assertThat(comparison.index(0)).isZero();
  }

  @Test
  void withoutReadingsThereIsNoIndex() {
    assertThat(REFERENCE.compareSensors(10).index(0)).isNaN();
  }

  @Test
  void aReadingOfAnotherShapeIsNotCompared() {
    assertThat(REFERENCE.reading(1, List.of(0.0, 1.0), List.of(1.0, 2.0))).isEmpty();
    assertThat(REFERENCE.reading(1, List.of(0.0), List.of(1.0))).isEmpty();
  }

  @Test
  void itIsReadBackFromTheModelsDirectoryAndOtherFilesStayAsTheyAre() throws IOException {
    ModelDirectory before =
        ModelDirectory.write(
            directory.resolve("m/1"),
            new Manifest(
                Manifest.FORMAT,
                "rul",
                JsonNodeFactory.instance.objectNode().put("gamma", 0.1),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of()),
            Map.of("weights", new byte[] {1, 2, 3}));
    assertThat(RulReference.in(before)).isEmpty();

    ModelDirectory after = before.with(RulReference.FILE, REFERENCE.toBytes());

    assertThat(RulReference.in(after)).contains(REFERENCE);
    assertThat(RulReference.in(after).orElseThrow().mark()).isEqualTo(REFERENCE.mark());
    assertThat(after.problems()).isEmpty();
    assertThat(after.manifest().model()).isEqualTo(before.manifest().model());
    assertThat(after.manifest().files()).containsAllEntriesOf(before.manifest().files());
    Files.writeString(after.path().resolve(RulReference.FILE), "{}");
    assertThatThrownBy(() -> RulReference.in(after)).hasMessageContaining("has the checksum");
  }

  private static BinnedReading reading(long run, double setting, double value) {
    return REFERENCE.reading(run, List.of(setting), List.of(-1.0, value)).orElseThrow();
  }
}
