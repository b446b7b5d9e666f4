package io.harbinger.platform.embedded;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/metrics.md, and the same rows as a registry would have them. */
record MetricsReference(List<String> lines) {

  private static final String STREAMING = "### With a streaming model";
  private static final String OURS = "harbinger";
  private static final Pattern ROW = Pattern.compile("\\| `[a-zA-Z_]+` \\|.*");

  static MetricsReference read(Path file) throws IOException {
    return new MetricsReference(Files.readAllLines(file));
  }

  /** The rows about our own meters. */
  SortedSet<String> ours() {
    return rows().stream()
        .filter(row -> row.startsWith("| `" + OURS + "_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of all others. */
  SortedSet<String> others() {
    return rows().stream()
        .filter(row -> !row.startsWith("| `" + OURS + "_"))
        .map(row -> row.substring(3, row.indexOf('`', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of those that only a streaming model's job has. */
  SortedSet<String> streaming() {
    return lines.subList(lines.indexOf(STREAMING), endOfStreaming()).stream()
        .filter(line -> ROW.matcher(line).matches())
        .map(row -> row.substring(3, row.indexOf('`', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int endOfStreaming() {
    int begin = lines.indexOf(STREAMING);
    int length =
        (int) lines.stream().skip(begin + 1L).takeWhile(line -> !line.startsWith("#")).count();
    return begin + 1 + length;
  }

  private List<String> rows() {
    List<String> all = new ArrayList<>(lines.subList(0, lines.indexOf(STREAMING)));
    all.addAll(lines.subList(endOfStreaming(), lines.size()));
    return all.stream().filter(line -> ROW.matcher(line).matches()).toList();
  }

  /** What the rows about our own meters ought to be. */
  static SortedSet<String> rows(PrometheusMeterRegistry registry) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().startsWith(OURS + "."))
        .map(id -> row(registry, id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String row(PrometheusMeterRegistry registry, Meter.Id id) {
    String name = scraped(registry, id);
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            name,
            type(id.getType()),
            id.getBaseUnit() == null ? "" : id.getBaseUnit(),
            id.getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(", ")),
            id.getDescription() == null ? "" : id.getDescription());
  }

  /** The convention leaves the endings of counters and infos to the scrape. */
  private static String scraped(PrometheusMeterRegistry registry, Meter.Id id) {
    String name =
        registry.config().namingConvention().name(id.getName(), id.getType(), id.getBaseUnit());
    if (id.getType() == Meter.Type.COUNTER && !name.endsWith("_total")) {
      return name + "_total";
    }
    return id.getName().endsWith(".info") && !name.endsWith("_info") ? name + "_info" : name;
  }

  private static String type(Meter.Type type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case TIMER, DISTRIBUTION_SUMMARY -> "histogram";
      case LONG_TASK_TIMER, OTHER -> type.name();
    };
  }
}
