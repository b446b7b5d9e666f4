package io.harbinger.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadReadingsTest {

  private static final byte[] KEY = bytes("engine-1");

  @TempDir Path directory;
  private TopologyDriver driver;
  private final ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);

  @BeforeEach
  void open() {
    driver =
        new TopologyDriver(TopologyDriver.OPTIONS.withProfile(SensorProfile.TURBOFAN), directory);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void takesJsonAsAPersonTypesIt() {
    driver.send(KEY, json("engine-1", 1, 3, "1.5"));
    assertThat(driver.windows()).extracting(SensorWindow::getAsset).containsExactly("engine-1");
  }

  @Test
  void keepsTheOriginalAndWhereItCameFrom() {
    byte[] value = bytes("no record");
    driver.send(KEY, json("engine-1", 1, 3, "1.5"));
    driver.send(KEY, value);
    DeadLetter letter = driver.deadLetters().get(0);
    assertThat(letter.getTopic()).isEqualTo("sensor.readings");
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isEqualTo(1);
    assertThat(letter.getTimestamp()).isEqualTo(Instant.ofEpochMilli(5_001));
    assertThat(letter.getStage()).isEqualTo("windows");
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(KEY));
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void tellsUnreadableValuesApart() {
    byte[] whole = codec.encode(Readings.of("engine-1", null, 1, 1));
    byte[] foreign = whole.clone();
    foreign[5]++;
    assertDead(null, DeadLetterReason.EMPTY, "without a value");
    assertDead(
        Arrays.copyOf(whole, whole.length - 3), DeadLetterReason.TRUNCATED, "end before their");
    assertDead(foreign, DeadLetterReason.UNKNOWN_SCHEMA, "fingerprint");
    assertDead(bytes("{\"asset\": 1}"), DeadLetterReason.MALFORMED_JSON, "expected text");
  }

  @Test
  void tellsImpossibleReadingsApart() {
    assertDead(
        json("engine-1", 1, 3, "1.5", 20),
        DeadLetterReason.WRONG_SENSOR_COUNT,
        "20 sensors (expected 21)");
    assertDead(
        json("engine-1", 1, 2, "1.5"),
        DeadLetterReason.WRONG_SETTING_COUNT,
        "2 settings (expected 3)");
    assertDead(
        json("engine-1", 1, 3, "NaN"),
        DeadLetterReason.NOT_FINITE,
        "sensor 1 is NaN (expected a finite number)");
    assertDead(json("engine-1", 1, 3, "\"-Infinity\""), DeadLetterReason.NOT_FINITE, "-Infinity");
    assertDead(
        json("engine-1", 0, 3, "1.5"),
        DeadLetterReason.IMPOSSIBLE_CYCLE,
        "cycle 0 (expected at least 1)");
    assertDead(json(" ", 1, 3, "1.5"), DeadLetterReason.MISSING_ASSET, "without an asset");
  }

  @Test
  void refusesAReadingUnderAnotherKey() {
    assertDead(
        json("engine-2", 1, 3, "1.5"),
        DeadLetterReason.MALFORMED,
        "key 'engine-1' for a reading of asset 'engine-2'");
  }

  @Test
  void takesAReadingWithoutAKey() {
    driver.send(null, json("engine-2", 1, 3, "1.5"));
    assertThat(driver.windows()).extracting(SensorWindow::getAsset).containsExactly("engine-2");
  }

  private void assertDead(byte[] value, DeadLetterReason reason, String detail) {
    long before = driver.counts.dead();
    driver.send(KEY, value);
    List<DeadLetter> letters = driver.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getReason()).isEqualTo(reason);
    assertThat(letters.get(0).getDetail()).contains(detail);
    assertThat(driver.windows()).isEmpty();
    assertThat(driver.counts.dead()).isEqualTo(before + 1);
  }

  private static byte[] json(String asset, int cycle, int settings, String firstSensor) {
    return json(asset, cycle, settings, firstSensor, 21);
  }

  private static byte[] json(
      String asset, int cycle, int settings, String firstSensor, int sensors) {
    return bytes(
        "{\"asset\": \"%s\", \"cycle\": %d, \"settings\": [%s], \"sensors\": [%s, %s]}"
            .formatted(asset, cycle, numbers(settings), firstSensor, numbers(sensors - 1)));
  }

  private static String numbers(int count) {
    return DoubleStream.iterate(1, x -> x + 1)
        .limit(count)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(", "));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
