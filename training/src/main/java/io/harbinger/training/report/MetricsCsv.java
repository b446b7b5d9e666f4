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
 */
public final class MetricsCsv implements AutoCloseable {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS).build();
  private static final CsvSchema COLUMNS =
      CSV.schemaFor(EpochMetrics.class).withLineSeparator("\n");
  private static final ObjectWriter ROW = CSV.writer(COLUMNS);
  private static final ObjectReader ROWS = CSV.readerFor(EpochMetrics.class).with(COLUMNS);
  private static final String HEADER = String.join(",", COLUMNS.getColumnNames()) + "\n";

  private final Path file;
  private final FileChannel channel;
  private int lastEpoch;

  private MetricsCsv(Path file, FileChannel channel, int lastEpoch) {
    this.file = file;
    this.channel = channel;
    this.lastEpoch = lastEpoch;
  }

  /** A file with the header alone; one that is there is replaced. */
  public static MetricsCsv create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    MetricsCsv csv = new MetricsCsv(file, channel, 0);
    csv.write(HEADER);
    return csv;
  }

  /**
   * The file of a broken-off run, cut after the checkpoint's epoch.
   *
   * @param lastEpoch the checkpoint's; 0 keeps the header alone
   */
  public static MetricsCsv resume(Path file, int lastEpoch) throws IOException {
    List<String> lines = wholeLines(file);
    int epochs = rows(file, lines).size();
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
    return new MetricsCsv(file, channel, lastEpoch);
  }

  /** The whole rows of a file, in the order of epochs; a torn one at its end is left out. */
  public static List<EpochMetrics> read(Path file) throws IOException {
    return rows(file, wholeLines(file));
  }

  /** Adds the next epoch's row and waits until it is on the disk. */
  public void append(EpochMetrics row) throws IOException {
    if (row.epoch() != lastEpoch + 1) {
      throw new IllegalArgumentException(
          "epoch %d after epoch %d of %s (expected %d)"
              .formatted(row.epoch(), lastEpoch, file, lastEpoch + 1));
    }
    write(ROW.writeValueAsString(row));
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

  private static List<EpochMetrics> rows(Path file, List<String> lines) throws IOException {
    if (lines.isEmpty() || !HEADER.strip().equals(lines.get(0))) {
      throw new IOException(
          "%s begins with \"%s\" (expected the header \"%s\")"
              .formatted(file, lines.isEmpty() ? "" : lines.get(0), HEADER.strip()));
    }
    List<EpochMetrics> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      EpochMetrics row = row(file, line + 1, lines.get(line));
      if (row.epoch() != line) {
        throw new IOException(
            "%s line %d is of epoch %d (expected epoch %d)"
                .formatted(file, line + 1, row.epoch(), line));
      }
      rows.add(row);
    }
    return rows;
  }

  private static EpochMetrics row(Path file, int number, String line) throws IOException {
    try (MappingIterator<EpochMetrics> values = ROWS.readValues(line)) {
      return values.nextValue();
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s line %d is \"%s\" (expected %d numbers: %s)"
              .formatted(file, number, line, COLUMNS.size(), HEADER.strip()),
          e);
    }
  }
}
