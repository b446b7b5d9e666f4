package io.harbinger.windows;

import static io.harbinger.windows.TopologyDriver.GRACE;
import static io.harbinger.windows.TopologyDriver.LENGTH;
import static io.harbinger.windows.TopologyDriver.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowFlag;
import io.harbinger.contract.WindowReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsTopologyTest {

  @TempDir Path directory;
  private TopologyDriver driver;

  @BeforeEach
  void open() {
    driver = new TopologyDriver(OPTIONS, directory);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void makesAWindowOfTheLastReadingsAtEachReading() {
    driver.sendCycles(1, 2, 3, 4, 5, 6);
    List<SensorWindow> windows = driver.windows();
    assertThat(windows).hasSize(6).allSatisfy(w -> assertThat(w.getReadings()).hasSize(LENGTH));
    SensorWindow newest = windows.get(5);
    assertThat(newest.getAsset()).isEqualTo("e");
    assertThat(newest.getRun()).isEqualTo(1);
    assertThat(cycles(newest)).containsExactly(3, 4, 5, 6);
    assertThat(newest.getFirstCycle()).isEqualTo(3);
    assertThat(newest.getLastCycle()).isEqualTo(6);
    assertThat(newest.getFresh()).isEqualTo(1);
    assertThat(newest.getPadded()).isZero();
    assertThat(newest.getMissing()).isZero();
    assertThat(newest.getFlags()).isEmpty();
    assertThat(newest.getReadingTimestamp()).isEqualTo(Instant.ofEpochMilli(5_005));
    assertThat(newest.getReadings().get(3).getSettings()).containsExactly(0.5);
    assertThat(newest.getReadings().get(3).getSensors()).containsExactly(1.0, 6.0);
  }

  @Test
  void keysWindowsByAssetAndStampsThemWithTheReadingsTime() {
    driver.sendCycles(1);
    TestRecord<byte[], byte[]> record = driver.windowRecords().get(0);
    assertThat(record.key()).isEqualTo("e".getBytes(StandardCharsets.UTF_8));
    assertThat(record.timestamp()).isEqualTo(5_000);
  }

  @Test
  void padsAShortHistoryWithItsFirstReading() {
    driver.sendCycles(1, 2);
    SensorWindow second = driver.windows().get(1);
    assertThat(cycles(second)).containsExactly(1, 1, 1, 2);
    assertThat(second.getPadded()).isEqualTo(2);
    assertThat(second.getFirstCycle()).isEqualTo(1);
    assertThat(second.getFlags()).containsExactly(WindowFlag.SHORT_HISTORY);
  }

  @Test
  void putsReadingsInOrder() {
    driver.sendCycles(1, 4, 3);
    assertThat(driver.lastCycles()).containsExactly(1);
    driver.sendCycles(2);
    assertThat(driver.lastCycles()).containsExactly(2, 3, 4);
  }

  @Test
  void waitsForTheBeginningOfARunToo() {
    driver.sendCycles(3, 1, 2);
    assertThat(driver.lastCycles()).containsExactly(1, 2, 3);
  }

  @Test
  void startsWhereAnAssetIsJoinedLate() {
    driver.sendCycles(40, 41);
    List<SensorWindow> windows = driver.windows();
    assertThat(windows).extracting(SensorWindow::getLastCycle).containsExactly(40, 41);
    assertThat(windows.get(1).getMissing()).isZero();
    assertThat(windows.get(1).getPadded()).isEqualTo(2);
  }

  @Test
  void givesAGapUpAfterTheGrace() {
    driver.sendCycles(1, 2, 4, 5);
    driver.pass(GRACE.minusMillis(600));
    assertThat(driver.lastCycles()).containsExactly(1, 2);
    driver.pass(Duration.ofMillis(600));
    List<SensorWindow> windows = driver.windows();
    assertThat(windows).extracting(SensorWindow::getLastCycle).containsExactly(4, 5);
    assertThat(cycles(windows.get(1))).containsExactly(1, 2, 4, 5);
    assertThat(windows.get(1).getMissing()).isEqualTo(1);
    assertThat(windows.get(1).getFlags()).containsExactly(WindowFlag.GAP);
  }

  @Test
  void noReadingWaitsLongerThanTheGrace() {
    driver.sendCycles(1, 6);
    driver.pass(GRACE.minusMillis(500));
    driver.sendCycles(3);
    driver.pass(Duration.ofMillis(500));
    assertThat(driver.lastCycles()).containsExactly(1, 3, 6);
  }

  @Test
  void theNextGapHasItsOwnGrace() {
    driver.sendCycles(1, 3);
    driver.pass(GRACE.minusMillis(500));
    driver.sendCycles(5);
    driver.pass(Duration.ofMillis(500));
    assertThat(driver.lastCycles()).containsExactly(1, 3);
    driver.sendCycles(4);
    assertThat(driver.lastCycles()).containsExactly(4, 5);
  }

  @Test
  void givesAGapUpWhenTooManyWait() {
    driver.sendCycles(1, 3, 4, 5, 6);
    assertThat(driver.lastCycles()).containsExactly(1);
    driver.sendCycles(7);
    assertThat(driver.lastCycles()).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void givesUpOnlyTheGapThatTooManyWaitFor() {
    driver.sendCycles(1, 3, 5, 7, 9, 11);
    assertThat(driver.lastCycles()).containsExactly(1, 3);
    driver.sendCycles(4);
    assertThat(driver.lastCycles()).containsExactly(4, 5);
  }

  @Test
  void dropsAndCountsDuplicates() {
    driver.sendCycles(1, 2, 2, 4, 4, 1);
    assertThat(driver.lastCycles()).containsExactly(1, 2);
    assertThat(driver.counts.duplicates()).isEqualTo(3);
  }

  @Test
  void dropsAndCountsAReadingThatWasGivenUp() {
    driver.sendCycles(1, 3);
    driver.pass(GRACE);
    driver.sendCycles(2);
    assertThat(driver.lastCycles()).containsExactly(1, 3);
    assertThat(driver.counts.late()).isEqualTo(1);
    assertThat(driver.counts.duplicates()).isZero();
  }

  @Test
  void tellsADuplicateFromBeforeTheWindowWhereNothingIsMissing() {
    driver.sendCycles(1, 2, 3, 4, 5, 6, 7, 8, 2);
    assertThat(driver.counts.duplicates()).isEqualTo(1);
  }

  @Test
  void aCycleThatFallsBackToOneBeginsANewRun() {
    driver.sendCycles(1, 2, 3, 4, 5, 6);
    driver.windows();
    driver.send(Readings.of("e", null, 1, 2));
    driver.send(Readings.of("e", null, 2, 2));
    List<SensorWindow> windows = driver.windows();
    assertThat(windows).extracting(SensorWindow::getRun).containsExactly(2L, 2L);
    assertThat(cycles(windows.get(1))).containsExactly(1, 1, 1, 2);
    assertThat(windows.get(1).getReadings())
        .allSatisfy(reading -> assertThat(reading.getSensors().get(0)).isEqualTo(2));
  }

  @Test
  void theSameCycleOneAgainIsADuplicateHoweverLate() {
    driver.sendCycles(1, 2, 3, 4, 5, 6);
    driver.pass(GRACE.multipliedBy(10));
    driver.sendCycles(1, 7);
    assertThat(driver.counts.duplicates()).isEqualTo(1);
    assertThat(driver.windows()).allSatisfy(w -> assertThat(w.getRun()).isEqualTo(1)).hasSize(7);
  }

  @Test
  void anotherCycleOneShortlyAfterTheFirstIsADuplicateToo() {
    driver.sendCycles(1, 2);
    driver.send(Readings.of("e", null, 1, 99));
    assertThat(driver.counts.duplicates()).isEqualTo(1);
  }

  @Test
  void aShortRunMayBeFollowedByAnotherAfterTheGrace() {
    driver.sendCycles(1, 2);
    driver.pass(GRACE.plusMillis(1));
    driver.send(Readings.of("e", null, 1, 99));
    assertThat(driver.windows()).extracting(SensorWindow::getRun).containsExactly(1L, 1L, 2L);
  }

  @Test
  void aStragglerOfTheLastRunOpensNoGapInTheNew() {
    driver.sendCycles(60, 61, 62, 63, 64, 65);
    driver.send(Readings.of("e", null, 1, 2));
    driver.sendCycles(66);
    driver.send(Readings.of("e", null, 2, 2));
    driver.pass(GRACE);
    driver.send(Readings.of("e", null, 3, 2));
    assertThat(driver.lastCycles()).containsExactly(60, 61, 62, 63, 64, 65, 1, 2, 3);
    assertThat(driver.counts.late()).isEqualTo(1);
  }

  @Test
  void aNamedRunIsComparedByItsNumber() {
    driver.send(Readings.of("e", 7L, 1, 1));
    driver.send(Readings.of("e", 7L, 3, 1));
    driver.send(Readings.of("e", 8L, 1, 1));
    driver.send(Readings.of("e", 7L, 2, 1));
    driver.send(Readings.of("e", 8L, 2, 1));
    List<SensorWindow> windows = driver.windows();
    assertThat(windows).extracting(SensorWindow::getRun).containsExactly(7L, 7L, 8L, 8L);
    assertThat(windows).extracting(SensorWindow::getLastCycle).containsExactly(1, 3, 1, 2);
    assertThat(driver.counts.late()).isEqualTo(1);
  }

  @Test
  void keepsAssetsApart() {
    driver.send(Readings.of("e", null, 1, 1));
    driver.send(Readings.of("e2", null, 1, 1));
    driver.send(Readings.of("e2", null, 3, 1));
    driver.send(Readings.of("e", null, 2, 1));
    assertThat(driver.windows())
        .extracting(w -> w.getAsset() + w.getLastCycle())
        .containsExactly("e1", "e21", "e2");
  }

  @Test
  void makesAWindowOfEveryStrideReadings() {
    try (TopologyDriver strided =
        new TopologyDriver(OPTIONS.withStride(3), directory.resolve("s"))) {
      strided.sendCycles(1, 2, 3, 4, 5, 6, 7);
      List<SensorWindow> windows = strided.windows();
      assertThat(windows).extracting(SensorWindow::getLastCycle).containsExactly(3, 6);
      assertThat(windows).extracting(SensorWindow::getFresh).containsExactly(3, 3);
      assertThat(windows.get(0).getPadded()).isEqualTo(1);
      assertThat(strided.counts.released()).isEqualTo(7);
    }
  }

  @Test
  void aStrideBeyondTheWindowLeavesReadingsOut() {
    try (TopologyDriver strided =
        new TopologyDriver(OPTIONS.withStride(6), directory.resolve("s"))) {
      strided.sendCycles(1, 2, 3, 4, 5, 6);
      SensorWindow window = strided.windows().get(0);
      assertThat(cycles(window)).containsExactly(3, 4, 5, 6);
      assertThat(window.getFresh()).isEqualTo(LENGTH);
    }
  }

  @Test
  void goesOnFromItsStateAfterARestart() {
    driver.sendCycles(1, 2, 3, 5);
    try (TopologyDriver restarted = restart(OPTIONS)) {
      restarted.sendCycles(3, 4, 6);
      List<SensorWindow> windows = restarted.windows();
      assertThat(windows).extracting(SensorWindow::getLastCycle).containsExactly(4, 5, 6);
      assertThat(cycles(windows.get(2))).containsExactly(3, 4, 5, 6);
      assertThat(restarted.counts.duplicates()).isEqualTo(1);
    }
  }

  @Test
  void whatWasHeldBeforeARestartWaitsForTheGraceAgain() {
    driver.sendCycles(1, 3);
    try (TopologyDriver restarted = restart(OPTIONS)) {
      restarted.pass(GRACE.minusMillis(500));
      assertThat(restarted.lastCycles()).isEmpty();
      restarted.pass(Duration.ofMillis(500));
      assertThat(restarted.lastCycles()).containsExactly(3);
    }
  }

  @Test
  void refusesStateOfAnotherWindowLength() {
    driver.sendCycles(1);
    try (TopologyDriver restarted = restart(OPTIONS.withWindowLength(5))) {
      assertThatThrownBy(() -> restarted.sendCycles(2))
          .rootCause()
          .hasMessage(
              "the state is for windows of 4 readings and 5 are configured; keep the length, or choose another applicationId");
    }
  }

  @Test
  void worksOnRocksDbToo() {
    try (TopologyDriver persistent =
        new TopologyDriver(OPTIONS.withStores(StoreKind.PERSISTENT), directory.resolve("p"))) {
      persistent.sendCycles(1, 3, 2, 5, 6);
      persistent.pass(GRACE);
      assertThat(persistent.lastCycles()).containsExactly(1, 2, 3, 5, 6);
    }
  }

  private TopologyDriver restart(WindowsOptions options) {
    return driver.restarted(options, directory.resolve("restarted"), GRACE.multipliedBy(10));
  }

  private static List<Integer> cycles(SensorWindow window) {
    return window.getReadings().stream().map(WindowReading::getCycle).toList();
  }
}
