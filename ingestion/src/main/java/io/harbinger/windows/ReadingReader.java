package io.harbinger.windows;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reading's bytes and checks it against the profile. Thread-safe. */
final class ReadingReader {

  private static final int SHOWN = 60;

  private final ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
  private final SensorProfile profile;

  ReadingReader(SensorProfile profile) {
    this.profile = profile;
  }

  SensorReading read(byte @Nullable [] key, byte @Nullable [] value)
      throws RejectedReadingException {
    SensorReading reading;
    try {
      reading = codec.decode(value);
    } catch (UnreadableRecordException e) {
      throw new RejectedReadingException(e.reason(), String.valueOf(e.getMessage()));
    }
    if (reading.getAsset().isBlank()) {
      throw new RejectedReadingException(
          DeadLetterReason.MISSING_ASSET,
          "a reading without an asset (expected the machine's name)");
    }
    checkKey(key, reading.getAsset());
    if (reading.getCycle() < 1) {
      throw new RejectedReadingException(
          DeadLetterReason.IMPOSSIBLE_CYCLE,
          "cycle %d (expected at least 1)".formatted(reading.getCycle()));
    }
    check(
        "setting", DeadLetterReason.WRONG_SETTING_COUNT, reading.getSettings(), profile.settings());
    check("sensor", DeadLetterReason.WRONG_SENSOR_COUNT, reading.getSensors(), profile.sensors());
    return reading;
  }

  /** The key decides the partition: under another than the asset there is no order of its own. */
  private static void checkKey(byte @Nullable [] key, String asset)
      throws RejectedReadingException {
    if (key != null && !Arrays.equals(key, asset.getBytes(StandardCharsets.UTF_8))) {
      throw new RejectedReadingException(
          DeadLetterReason.MALFORMED,
          "the record's key '%s' for a reading of asset '%s' (expected the asset as the key, which keeps its readings in order)"
              .formatted(shorten(new String(key, StandardCharsets.UTF_8)), shorten(asset)));
    }
  }

  private static void check(
      String what, DeadLetterReason wrongCount, List<Double> values, int expected)
      throws RejectedReadingException {
    if (values.size() != expected) {
      throw new RejectedReadingException(
          wrongCount, "%d %ss (expected %d)".formatted(values.size(), what, expected));
    }
    for (int i = 0; i < values.size(); i++) {
      if (!Double.isFinite(values.get(i))) {
        throw new RejectedReadingException(
            DeadLetterReason.NOT_FINITE,
            "%s %d is %s (expected a finite number)".formatted(what, i + 1, values.get(i)));
      }
    }
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
