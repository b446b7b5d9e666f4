package io.harbinger.source.cmapss;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the data set as NASA published it: {@code train_FD001.txt}, {@code test_FD001.txt} and
 * {@code RUL_FD001.txt} and their likes, 26 columns separated by blanks, no header: unit, cycle, 3
 * settings, 21 sensors.
 *
 * <p>Strict: a line that does not fit is an error that names file and line, never skipped.
 */
public final class CmapssDirectory {

  private static final int COLUMNS = 2 + CycleReading.SETTINGS + CycleReading.SENSORS;

  private CmapssDirectory() {}

  /** Engines that ran to failure: the last reading of each is its last cycle. */
  public static List<EngineRun> train(Path directory, Subset subset) {
    return engines(trainFile(directory, subset));
  }

  /** Engines whose records end some time before failure. */
  public static List<EngineRun> test(Path directory, Subset subset) {
    return engines(testFile(directory, subset));
  }

  /** True RUL in cycles after the last reading of each test engine, in the engines' order. */
  public static int[] rul(Path directory, Subset subset) {
    Path file = rulFile(directory, subset);
    List<String> lines = lines(file);
    int[] rul = new int[lines.size()];
    for (int i = 0; i < rul.length; i++) {
      rul[i] = integer(lines.get(i).strip(), file, i + 1, "a RUL in whole cycles, 0 or more", 0);
    }
    return rul;
  }

  /** The file of the training engines. */
  public static Path trainFile(Path directory, Subset subset) {
    return directory.resolve("train_" + subset + ".txt");
  }

  /** The file of the test engines. */
  public static Path testFile(Path directory, Subset subset) {
    return directory.resolve("test_" + subset + ".txt");
  }

  /** The file of the test engines' true RUL. */
  public static Path rulFile(Path directory, Subset subset) {
    return directory.resolve("RUL_" + subset + ".txt");
  }

  /**
   * Engines in a text of the same layout.
   *
   * @param source what the text is from, for messages
   */
  public static List<EngineRun> parse(String text, Path source) {
    return engines(trimmed(text.lines().toList(), source), source);
  }

  private static List<EngineRun> engines(Path file) {
    return engines(lines(file), file);
  }

  private static List<EngineRun> engines(List<String> lines, Path file) {
    List<EngineRun> engines = new ArrayList<>();
    List<CycleReading> readings = new ArrayList<>();
    int unit = 0;
    for (int i = 0; i < lines.size(); i++) {
      String[] columns = lines.get(i).strip().split("\\s+");
      if (columns.length != COLUMNS) {
        throw at(file, i + 1, columns.length + " columns", COLUMNS + " columns");
      }
      int lineUnit = integer(columns[0], file, i + 1, "a unit number, 1 or more", 1);
      int cycle = integer(columns[1], file, i + 1, "a cycle, 1 or more", 1);
      if (lineUnit != unit) {
        if (lineUnit != unit + 1) {
          throw at(file, i + 1, "unit " + lineUnit, "unit " + unit + " or " + (unit + 1));
        }
        close(engines, unit, readings);
        unit = lineUnit;
      }
      if (cycle != readings.size() + 1) {
        throw at(
            file, i + 1, "cycle " + cycle, "cycle " + (readings.size() + 1) + " of unit " + unit);
      }
      readings.add(
          new CycleReading(
              cycle,
              numbers(columns, 2, CycleReading.SETTINGS, file, i + 1),
              numbers(columns, 2 + CycleReading.SETTINGS, CycleReading.SENSORS, file, i + 1)));
    }
    close(engines, unit, readings);
    return List.copyOf(engines);
  }

  private static void close(List<EngineRun> engines, int unit, List<CycleReading> readings) {
    if (!readings.isEmpty()) {
      engines.add(new EngineRun(unit, readings));
      readings.clear();
    }
  }

  private static List<Double> numbers(String[] columns, int from, int count, Path file, int line) {
    List<Double> numbers = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      double value;
      try {
        value = Double.parseDouble(columns[i]);
      } catch (NumberFormatException e) {
        throw at(file, line, "\"" + columns[i] + "\" in column " + (i + 1), "a number");
      }
      if (!Double.isFinite(value)) {
        throw at(file, line, columns[i] + " in column " + (i + 1), "a finite number");
      }
      numbers.add(value);
    }
    return numbers;
  }

  private static int integer(String text, Path file, int line, String expected, int least) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw at(file, line, "\"" + text + "\"", expected);
    }
    throw at(file, line, text, expected);
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CmapssException(
          "no file %s: give the directory that holds NASA's C-MAPSS text files, with the subset in their names"
              .formatted(file));
    }
    try {
      return trimmed(Files.readAllLines(file, StandardCharsets.US_ASCII), file);
    } catch (IOException e) {
      throw new CmapssException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The lines without blank ones at the end. */
  private static List<String> trimmed(List<String> all, Path file) {
    List<String> lines = new ArrayList<>(all);
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    if (lines.isEmpty()) {
      throw new CmapssException(file + " is empty (expected at least one line)");
    }
    return lines;
  }

  private static CmapssException at(Path file, int line, String got, String expected) {
    return new CmapssException(
        "%s, line %d: %s (expected %s)".formatted(file, line, got, expected));
  }
}
