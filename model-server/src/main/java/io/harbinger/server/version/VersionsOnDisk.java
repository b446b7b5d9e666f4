package io.harbinger.server.version;

import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A model's directory, looked at again and again. A version that has appeared or changed since the
 * last look may still be on its way there; it is settled when two looks find the same. Not
 * thread-safe.
 */
final class VersionsOnDisk {

  private final Path name;
  private boolean looked;
  private Map<Integer, Found> before = Map.of();

  /**
   * A version's directory.
   *
   * @param path of it
   * @param contents its files' names, sizes and times: as long as they are equal, so are the files
   * @param settled whether it was so at the look before; at the first look all are
   * @param task that its manifest names; empty where that cannot be read
   */
  record Found(Path path, String contents, boolean settled, Optional<String> task) {}

  VersionsOnDisk(Path name) {
    this.name = name;
  }

  /** What is there now, by version. */
  NavigableMap<Integer, Found> look() {
    NavigableMap<Integer, Found> now = new TreeMap<>();
    for (Path path : ModelDirectory.versions(name)) {
      int version = Integer.parseInt(path.getFileName().toString());
      String contents = contents(path);
      Found last = before.get(version);
      boolean same = last != null && last.contents().equals(contents);
      now.put(
          version,
          new Found(
              path, contents, same || !looked, same && last != null ? last.task() : task(path)));
    }
    before = new HashMap<>(now);
    looked = true;
    return now;
  }

  private static Optional<String> task(Path version) {
    try {
      return Optional.of(ModelDirectory.read(version).info().task());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String contents(Path version) {
    StringBuilder contents = new StringBuilder();
    try (Stream<Path> files = Files.list(version)) {
      for (Path file : files.sorted().toList()) {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        contents
            .append(file.getFileName())
            .append(' ')
            .append(is.size())
            .append(' ')
            .append(is.lastModifiedTime())
            .append(' ')
            .append(is.fileKey())
            .append('\n');
      }
    } catch (IOException | UncheckedIOException e) {
      // It changes under our eyes; the next look will find it otherwise.
      contents.append(e);
    }
    return contents.toString();
  }
}
