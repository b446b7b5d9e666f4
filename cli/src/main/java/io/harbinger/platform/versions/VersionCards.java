package io.harbinger.platform.versions;

import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What versions' own directories tell of them: nothing is measured anew. Read again only where
 * their files have changed, since checksums of every file are not for every look. Thread-safe.
 */
final class VersionCards {

  private final Function<ModelDirectory, String> network;
  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

  /**
   * A version's directory.
   *
   * @param task of its manifest; empty where that cannot be read
   * @param problem what is wrong with its files; empty where nothing is
   * @param metrics by name
   * @param facts in the order to show them
   */
  record Card(
      String task, String problem, Map<String, Double> metrics, Map<String, String> facts) {}

  private record Kept(String contents, Card card) {}

  /** Cards that describe networks in a caller's words. */
  VersionCards(Function<ModelDirectory, String> network) {
    this.network = network;
  }

  Card of(Path version) {
    String contents = contents(version);
    Kept before = kept.get(version);
    if (before != null && before.contents().equals(contents)) {
      return before.card();
    }
    Card card = read(version);
    kept.put(version, new Kept(contents, card));
    return card;
  }

  private static String contents(Path version) {
    try (Stream<Path> files = Files.list(version)) {
      StringBuilder contents = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        contents
            .append(file.getFileName())
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append('\n');
      }
      return contents.toString();
    } catch (IOException | UncheckedIOException e) {
      // Whatever it is, reading it will say so.
      return e.toString();
    }
  }

  private Card read(Path version) {
    ModelDirectory directory;
    try {
      directory = ModelDirectory.read(version);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return new Card("", String.valueOf(e.getMessage()), Map.of(), Map.of());
    }
    String task = directory.info().task();
    try {
      return new Card(
          task,
          String.join("; ", directory.problems()),
          metrics(directory.manifest()),
          facts(directory));
    } catch (RuntimeException e) {
      // Whatever is odd about it is this version's alone: all others are still to be shown.
      return new Card(task, "%s cannot be described: %s".formatted(version, e), Map.of(), Map.of());
    }
  }

  private static Map<String, Double> metrics(Manifest manifest) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    manifest
        .metrics()
        .path("heldOut")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                metrics.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    return metrics;
  }

  private Map<String, String> facts(ModelDirectory directory) {
    Manifest manifest = directory.manifest();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("task", directory.info().task());
    facts.put("network", network.apply(directory));
    facts.put("metrics", manifest.metrics().path("heldOutProtocol").asText());
    facts.put(
        "trained on",
        manifest.data().stream().map(Manifest.DataSource::file).collect(Collectors.joining(", ")));
    facts.put(
        "licence of the data",
        manifest.data().stream()
            .map(Manifest.DataSource::licence)
            .distinct()
            .collect(Collectors.joining(", ")));
    return facts;
  }
}
