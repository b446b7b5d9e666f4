package io.harbinger.training.adding;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.harbinger.training.adding.AddingTrial.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory of results over sequences of one length: {@code adding.csv}, a row for each finished
 * cell, and {@code curves/CELL.csv}, a row for each measurement. Both are written as the results
 * come, so that a stop loses only the unfinished cell's row.
 *
 * <p>A cell that is run again has a second row and a new curve; the last row counts. Not
 * thread-safe.
 */
public final class AddingResults {

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS).build();
  private static final CsvSchema RESULT = schema(AddingResult.class);
  private static final CsvSchema MEASUREMENT = schema(Measurement.class);

  private final Path directory;
  private final int steps;

  private AddingResults(Path directory, int steps) {
    this.directory = directory;
    this.steps = steps;
  }

  /**
   * A directory, made if need be.
   *
   * @param steps of the sequences; results over others must be elsewhere
   */
  public static AddingResults open(Path directory, int steps) throws IOException {
    AddingResults results = new AddingResults(directory, steps);
    Files.createDirectories(directory.resolve("curves"));
    for (AddingResult row : results.latest()) {
      if (row.steps() != steps) {
        throw new IllegalArgumentException(
            "%s holds results over %d steps (expected %d: give each length a directory of its own)"
                .formatted(directory, row.steps(), steps));
      }
    }
    return results;
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Steps of the sequences. */
  public int steps() {
    return steps;
  }

  /** Begins a cell's curve; an earlier one is replaced. */
  public void begin(AddingCell cell) throws IOException {
    Files.writeString(curveFile(cell.label()), header(MEASUREMENT));
  }

  /** Adds a measurement to a cell's curve. */
  public void add(AddingCell cell, Measurement measurement) throws IOException {
    append(curveFile(cell.label()), MEASUREMENT, measurement);
  }

  /** Adds the result of a finished cell. */
  public void add(AddingResult result) throws IOException {
    if (!Files.exists(table())) {
      Files.writeString(table(), header(RESULT));
    }
    append(table(), RESULT, result);
  }

  /** The last result of each cell, in the order in which the cells first came. */
  public List<AddingResult> latest() throws IOException {
    if (!Files.exists(table())) {
      return List.of();
    }
    Map<String, AddingResult> byCell = new LinkedHashMap<>();
    read(table(), AddingResult.class, RESULT).forEach(row -> byCell.put(row.cell(), row));
    return List.copyOf(byCell.values());
  }

  /** A cell's curve. */
  public List<Measurement> curve(String cell) throws IOException {
    return read(curveFile(cell), Measurement.class, MEASUREMENT);
  }

  private Path table() {
    return directory.resolve("adding.csv");
  }

  private Path curveFile(String cell) {
    return directory.resolve("curves").resolve(cell + ".csv");
  }

  private static CsvSchema schema(Class<?> type) {
    return CSV.schemaFor(type).withLineSeparator("\n");
  }

  private static String header(CsvSchema schema) {
    return String.join(",", schema.getColumnNames()) + "\n";
  }

  private static void append(Path file, CsvSchema schema, Object row) throws IOException {
    Files.writeString(file, CSV.writer(schema).writeValueAsString(row), StandardOpenOption.APPEND);
  }

  private static <T> List<T> read(Path file, Class<T> type, CsvSchema schema) throws IOException {
    // A strict header tells a file of other columns from one of ours.
    ObjectReader reader = CSV.readerFor(type).with(schema.withHeader().withStrictHeaders(true));
    List<T> rows = new ArrayList<>();
    try (MappingIterator<T> all = reader.readValues(file.toFile())) {
      all.forEachRemaining(rows::add);
    } catch (RuntimeException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    return List.copyOf(rows);
  }
}
