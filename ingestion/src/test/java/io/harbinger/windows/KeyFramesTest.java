package io.harbinger.windows;

import static io.harbinger.windows.TopologyDriver.GRACE;
import static io.harbinger.windows.TopologyDriver.LENGTH;
import static io.harbinger.windows.TopologyDriver.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFramesTest {

  private static final WindowsOptions EVERY_THIRD = OPTIONS.withKeyFrameEvery(3);

  @TempDir Path directory;
  private TopologyDriver driver;

  @BeforeEach
  void open() {
    driver = new TopologyDriver(EVERY_THIRD, directory);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void everyWindowIsWholeUnlessAskedForLess() {
    try (TopologyDriver whole = new TopologyDriver(OPTIONS, directory.resolve("whole"))) {
      whole.sendCycles(1, 2, 3);
      assertThat(whole.windows())
          .hasSize(3)
          .allSatisfy(
              window -> {
                assertThat(window.getKeyFrame()).isTrue();
                assertThat(window.getReadings()).hasSize(LENGTH);
              });
    }
  }

  @Test
  void everyThirdWindowIsWholeAndTheOthersCarryTheFreshReading() {
    driver.sendCycles(1, 2, 3, 4, 5, 6, 7);
    List<SensorWindow> windows = driver.windows();
    assertThat(windows)
        .extracting(SensorWindow::getKeyFrame)
        .containsExactly(true, false, false, true, false, false, true);
    assertThat(cycles(windows.get(3))).containsExactly(1, 2, 3, 4);
    SensorWindow between = windows.get(4);
    assertThat(cycles(between)).containsExactly(5);
    assertThat(between.getFirstCycle()).isEqualTo(5);
    assertThat(between.getLastCycle()).isEqualTo(5);
    assertThat(between.getFresh()).isEqualTo(1);
    assertThat(between.getPadded()).isZero();
    assertThat(between.getFlags()).isEmpty();
    assertThat(between.getReadings().get(0).getSensors()).containsExactly(1.0, 5.0);
  }

  @Test
  void theWindowAfterAGapIsWhole() {
    driver.sendCycles(1, 2, 4);
    driver.pass(GRACE);
    driver.sendCycles(5, 6, 7);
    List<SensorWindow> windows = driver.windows();
    assertThat(windows)
        .extracting(SensorWindow::getKeyFrame)
        .containsExactly(true, false, true, false, false, true);
    assertThat(cycles(windows.get(2))).containsExactly(1, 1, 2, 4);
    assertThat(windows.get(2).getMissing()).isEqualTo(1);
  }

  @Test
  void aRunsFirstWindowIsWhole() {
    driver.send(Readings.of("e", 1L, 1, 1));
    driver.send(Readings.of("e", 1L, 2, 1));
    driver.send(Readings.of("e", 2L, 1, 1));
    assertThat(driver.windows())
        .extracting(SensorWindow::getKeyFrame)
        .containsExactly(true, false, true);
  }

  @Test
  void theCountGoesOnAfterARestart() {
    driver.sendCycles(1, 2);
    try (TopologyDriver restarted =
        driver.restarted(EVERY_THIRD, directory.resolve("restarted"), GRACE)) {
      restarted.sendCycles(3, 4);
      assertThat(restarted.windows())
          .extracting(SensorWindow::getKeyFrame)
          .containsExactly(false, true);
    }
  }

  @Test
  void aStrideCarriesAllReadingsThatAreFresh() {
    WindowsOptions options = OPTIONS.withKeyFrameEvery(2).withStride(3);
    try (TopologyDriver strided = new TopologyDriver(options, directory.resolve("strided"))) {
      strided.sendCycles(1, 2, 3, 4, 5, 6);
      SensorWindow second = strided.windows().get(1);
      assertThat(second.getKeyFrame()).isFalse();
      assertThat(cycles(second)).containsExactly(4, 5, 6);
      assertThat(second.getFresh()).isEqualTo(3);
    }
  }

  @Test
  void aStrideThatLeavesReadingsOutMakesOnlyWholeWindows() {
    WindowsOptions options = OPTIONS.withKeyFrameEvery(9).withStride(LENGTH + 1);
    try (TopologyDriver strided = new TopologyDriver(options, directory.resolve("strided"))) {
      strided.sendCycles(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertThat(strided.windows())
          .extracting(SensorWindow::getKeyFrame)
          .containsExactly(true, true);
    }
  }

  @Test
  void betweenKeyFramesNoReadingIsReadBack() {
    CountingStore ring = new CountingStore();
    List<SensorWindow> windows = new ArrayList<>();
    ReadingSequence sequence =
        new ReadingSequence(
            OPTIONS.withKeyFrameEvery(5),
            new RunStates(new CountingStore().store(), LENGTH),
            new HeldReadings(new CountingStore().store()),
            new ReadingRing(ring.store(), LENGTH),
            new ReadingCounts(new SimpleMeterRegistry()),
            windows::add);
    sequence.accept(reading(1), 0, 0);
    int afterTheFirst = ring.reads;
    for (int cycle = 2; cycle <= 5; cycle++) {
      sequence.accept(reading(cycle), 0, 0);
    }
    assertThat(windows).hasSize(5);
    assertThat(ring.reads).isEqualTo(afterTheFirst);
    sequence.accept(reading(6), 0, 0);
    assertThat(ring.reads).isEqualTo(afterTheFirst + LENGTH);
  }

  @Test
  void goesOnFromStateThatKnewNoKeyFrames() {
    byte[] first =
        ByteBuffer.allocate(1 + 4 * Long.BYTES + 5 * Integer.BYTES)
            .put((byte) 1)
            .putLong(7)
            .putLong(1000)
            .putInt(1)
            .putInt(3)
            .putLong(3)
            .putInt(0)
            .putInt(0)
            .putLong(99)
            .putInt(0)
            .array();
    RunState read = StateBytes.readRunState(first);
    assertThat(read.run()).isEqualTo(7);
    assertThat(read.lastCycle()).isEqualTo(3);
    assertThat(read.keyFrameDue(50)).isTrue();
    assertThat(StateBytes.readRunState(StateBytes.write(read))).isEqualTo(read);
  }

  @Test
  void refusesFewerThanOneWindowToAKeyFrame() {
    assertThatThrownBy(() -> OPTIONS.withKeyFrameEvery(0))
        .hasMessage("keyFrameEvery 0 (expected at least 1)");
  }

  private static SensorReading reading(int cycle) {
    return Readings.of("e", 1L, cycle, 1);
  }

  private static List<Integer> cycles(SensorWindow window) {
    return window.getReadings().stream().map(WindowReading::getCycle).toList();
  }

  /** A store that counts what is read from it; holds what can be put and got. */
  private static final class CountingStore {

    private final Map<List<Byte>, byte[]> entries = new HashMap<>();
    private int reads;

    @SuppressWarnings("unchecked")
    KeyValueStore<byte[], byte[]> store() {
      return (KeyValueStore<byte[], byte[]>)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {KeyValueStore.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "get" -> {
                      reads++;
                      yield entries.get(key(arguments[0]));
                    }
                    case "put" -> {
                      entries.put(key(arguments[0]), (byte[]) arguments[1]);
                      yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    private static List<Byte> key(Object bytes) {
      List<Byte> key = new ArrayList<>();
      for (byte b : (byte[]) bytes) {
        key.add(b);
      }
      return Arrays.asList(key.toArray(Byte[]::new));
    }
  }
}
