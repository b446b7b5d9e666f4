package io.harbinger.training.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * metrics.csv, one row an epoch, written so that a kill at any moment leaves whole rows and at most
 * one torn one at the end. The rows are epochs 1, 2, 3, ... without gaps, so what a checkpoint
 * knows is a prefix of the file, and going back to it is cutting the file there.
 *
 * <p>A row is on the disk when {@link #append} returns. Append first and write the checkpoint then:
 * the other way round a kill between the two loses a row for good. Owned and closed by the trainer;
 * not thread-safe.
 *
 * @param <R> the rows
 */
public final class MetricsCsv<R extends EpochRow> implements AutoCloseable {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS).build();

  private final Path file;
  private final Columns<R> columns;
  private final FileChannel channel;
  private int lastEpoch;

  private MetricsCsv(Path file, Columns<R> columns, FileChannel channel, int lastEpoch) {
    this.file = file;
    this.columns = columns;
    this.channel = channel;
    this.lastEpoch = lastEpoch;
  }

  /** How a row is written and read. */
  private record Columns<R>(Class<R> type, CsvSchema schema) {
    static <R> Columns<R> of(Class<R> type) {
      return new Columns<>(type, CSV.schemaFor(type).withLineSeparator("\n"));
    }

    ObjectWriter writer() {
      return CSV.writer(schema);
    }

    ObjectReader reader() {
      return CSV.readerFor(type).with(schema);
    }

    String header() {
      return String.join(",", schema.getColumnNames()) + "\n";
    }
  }

  /** A file with the header alone; one that is there is replaced. */
  public static <R extends EpochRow> MetricsCsv<R> create(Path file, Class<R> row)
      throws IOException {
    Columns<R> columns = Columns.of(row);
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    MetricsCsv<R> csv = new MetricsCsv<>(file, columns, channel, 0);
    csv.write(columns.header());
    return csv;
  }

  /**
   * The file of a broken-off run, cut after the checkpoint's epoch.
   *
   * @param lastEpoch the checkpoint's; 0 keeps the header alone
   */
  public static <R extends EpochRow> MetricsCsv<R> resume(Path file, int lastEpoch, Class<R> row)
      throws IOException {
    Columns<R> columns = Columns.of(row);
    List<String> lines = wholeLines(file);
    int epochs = rows(file, lines, columns).size();
    if (epochs < lastEpoch) {
      throw new IOException(
          "%s ends with epoch %d (expected epoch %d, where the checkpoint is; without the rows a run cannot be resumed, start it anew)"
              .formatted(file, epochs, lastEpoch));
    }
    long kept =
        lines.subList(0, lastEpoch + 1).stream()
            .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
            .sum();
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(kept).position(kept);
    return new MetricsCsv<>(file, columns, channel, lastEpoch);
  }

  /** The whole rows of a file, in the order of epochs; a torn one at its end is left out. */
  public static <R extends EpochRow> List<R> read(Path file, Class<R> row) throws IOException {
    return rows(file, wholeLines(file), Columns.of(row));
  }

  /** Adds the next epoch's row and waits until it is on the disk. */
  public void append(R row) throws IOException {
    if (row.epoch() != lastEpoch + 1) {
      throw new IllegalArgumentException(
          "epoch %d after epoch %d of %s (expected %d)"
              .formatted(row.epoch(), lastEpoch, file, lastEpoch + 1));
    }
    write(columns.writer().writeValueAsString(row));
    lastEpoch = row.epoch();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private static List<String> wholeLines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static <R extends EpochRow> List<R> rows(
      Path file, List<String> lines, Columns<R> columns) throws IOException {
    String header = columns.header().strip();
    if (lines.isEmpty() || !header.equals(lines.get(0))) {
      throw new IOException(
          "%s begins with \"%s\" (expected the header \"%s\")"
              .formatted(file, lines.isEmpty() ? "" : lines.get(0), header));
    }
    List<R> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      R row = row(file, line + 1, lines.get(line), columns);
      if (row.epoch() != line) {
        throw new IOException(
            "%s line %d is of epoch %d (expected epoch %d)"
                .formatted(file, line + 1, row.epoch(), line));
      }
      rows.add(row);
    }
    return rows;
  }

  private static <R> R row(Path file, int number, String line, Columns<R> columns)
      throws IOException {
    try (MappingIterator<R> values = columns.reader().readValues(line)) {
      return values.nextValue();
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s line %d is \"%s\" (expected %d numbers: %s)"
              .formatted(file, number, line, columns.schema().size(), columns.header().strip()),
          e);
    }
  }
}
