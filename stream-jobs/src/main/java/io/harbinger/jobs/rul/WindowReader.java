package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.memory.FreshWindow;
import io.harbinger.model.rul.RulWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a window's bytes and checks what every model would stumble over. Thread-safe. */
final class WindowReader {

  private final ContractCodec<SensorWindow> codec = ContractCodec.of(SensorWindow.class);

  SensorWindow read(byte @Nullable [] value) throws RejectedWindowException {
    try {
      SensorWindow window = codec.decode(value);
      check(window);
      return window;
    } catch (UnreadableRecordException e) {
      throw new RejectedWindowException(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /** The same, and refuses one that is no key frame. */
  SensorWindow readWhole(byte @Nullable [] value) throws RejectedWindowException {
    SensorWindow window = read(value);
    if (!window.getKeyFrame()) {
      throw new RejectedWindowException(
          DeadLetterReason.WRONG_WINDOW_LENGTH,
          "a window of the fresh readings alone, %d (expected a whole one: run the windows topology with --key-frame-every 1, or serve a streaming model)"
              .formatted(window.getReadings().size()));
    }
    return window;
  }

  /** The model's input: channels are a reading's settings, its cycle, its sensors. */
  static RulWindow toModel(SensorWindow window) {
    List<WindowReading> readings = window.getReadings();
    return RulWindow.of(
        readings.stream().mapToInt(WindowReading::getCycle).toArray(),
        readings.stream().map(r -> array(r.getSettings())).toArray(double[][]::new),
        readings.stream().map(r -> array(r.getSensors())).toArray(double[][]::new));
  }

  /**
   * The real readings, for a model that reads step by step. Their key has to be the asset: it is
   * what the model's memory of the asset lies under.
   */
  static FreshWindow toStream(SensorWindow window, String key) throws RejectedWindowException {
    if (!window.getAsset().equals(key)) {
      throw new RejectedWindowException(
          DeadLetterReason.MALFORMED,
          "the record's key '%s' for a window of asset '%s' (expected the asset as the key)"
              .formatted(key, window.getAsset()));
    }
    List<WindowReading> all = window.getReadings();
    int padded = window.getPadded();
    if (padded < 0 || padded >= all.size()) {
      throw new RejectedWindowException(
          DeadLetterReason.WRONG_WINDOW_LENGTH,
          "a window of %d readings, %d of them padding (expected at least one that is none)"
              .formatted(all.size(), padded));
    }
    List<FreshWindow.Reading> readings = new ArrayList<>(all.size() - padded);
    for (WindowReading reading : all.subList(padded, all.size())) {
      readings.add(
          new FreshWindow.Reading(
              reading.getCycle(), array(reading.getSettings()), array(reading.getSensors())));
    }
    try {
      return new FreshWindow(
          window.getRun(), readings, window.getKeyFrame() && padded > 0, window.getKeyFrame());
    } catch (IllegalArgumentException e) {
      throw new RejectedWindowException(
          DeadLetterReason.IMPOSSIBLE_CYCLE, String.valueOf(e.getMessage()));
    }
  }

  private static void check(SensorWindow window) throws RejectedWindowException {
    if (window.getAsset().isBlank()) {
      throw new RejectedWindowException(
          DeadLetterReason.MISSING_ASSET,
          "a window without an asset (expected the machine's name)");
    }
    List<WindowReading> readings = window.getReadings();
    if (readings.isEmpty()) {
      throw new RejectedWindowException(
          DeadLetterReason.WRONG_WINDOW_LENGTH, "a window of 0 readings (expected at least 1)");
    }
    int settings = readings.get(0).getSettings().size();
    int sensors = readings.get(0).getSensors().size();
    for (WindowReading reading : readings) {
      count(
          DeadLetterReason.WRONG_SETTING_COUNT,
          reading,
          "settings",
          reading.getSettings(),
          settings);
      count(DeadLetterReason.WRONG_SENSOR_COUNT, reading, "sensors", reading.getSensors(), sensors);
      finite(reading, "setting", reading.getSettings());
      finite(reading, "sensor", reading.getSensors());
    }
  }

  private static void count(
      DeadLetterReason reason, WindowReading reading, String what, List<Double> got, int expected)
      throws RejectedWindowException {
    if (got.size() != expected) {
      throw new RejectedWindowException(
          reason,
          "%d %s at cycle %d (expected %d as in the window's first reading)"
              .formatted(got.size(), what, reading.getCycle(), expected));
    }
  }

  private static void finite(WindowReading reading, String what, List<Double> values)
      throws RejectedWindowException {
    for (int i = 0; i < values.size(); i++) {
      if (!Double.isFinite(values.get(i))) {
        throw new RejectedWindowException(
            DeadLetterReason.NOT_FINITE,
            "%s %d is %s at cycle %d (expected a finite number)"
                .formatted(what, i + 1, values.get(i), reading.getCycle()));
      }
    }
  }

  private static double[] array(List<Double> values) {
    double[] array = new double[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
