package io.harbinger.cli.prediction;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings from a file or from standard input: NASA's 26 columns, or one JSON object a line in the
 * shape of the topic of readings.
 */
final class ReadingsFile {

  private static final String STANDARD_INPUT = "-";

  private ReadingsFile() {}

  /**
   * Reads all of it.
   *
   * @param name a path, or {@code -}
   * @param standardInput read where the name is {@code -}
   */
  static List<SensorReading> read(String name, InputStream standardInput) {
    boolean isStandardInput = name.equals(STANDARD_INPUT);
    String source = isStandardInput ? "standard input" : name;
    String text = isStandardInput ? text(standardInput, source) : text(Path.of(name));
    List<SensorReading> readings =
        text.stripLeading().startsWith("{") ? json(text, source) : columns(text, source);
    if (readings.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no reading (expected NASA's 26 columns, or a JSON object a line)"
              .formatted(source));
    }
    return readings;
  }

  private static List<SensorReading> json(String text, String source) {
    ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
    List<SensorReading> readings = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        readings.add(codec.decode(line.strip().getBytes(StandardCharsets.UTF_8)));
      } catch (UnreadableRecordException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(source, number, e.getMessage()), e);
      }
    }
    return readings;
  }

  private static List<SensorReading> columns(String text, String source) {
    List<SensorReading> readings = new ArrayList<>();
    for (EngineRun engine : CmapssDirectory.parse(text, Path.of(source))) {
      for (CycleReading reading : engine.readings()) {
        readings.add(
            SensorReading.newBuilder()
                .setAsset("unit-%03d".formatted(engine.unit()))
                .setCycle(reading.cycle())
                .setSettings(reading.settings())
                .setSensors(reading.sensors())
                .build());
      }
    }
    return readings;
  }

  private static String text(InputStream in, String source) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    }
  }

  private static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no file %s: give a file of readings, or - for standard input".formatted(file));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
