package io.harbinger.jobs.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an embedded cluster keeps checkpoints and savepoints, and which is the newest.
 *
 * @param directory of the cluster
 */
record RetainedState(Path directory) {

  /** Written last, so what has it is complete. */
  private static final String METADATA = "_metadata";

  /** checkpoints/JOB/chk-N/_metadata is the deepest. */
  private static final int DEPTH = 4;

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  Path savepoints() {
    return directory.resolve("savepoints");
  }

  /** The newest complete checkpoint or savepoint. */
  Optional<Path> newest() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(RetainedState::written))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for checkpoints in " + directory, e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the age of " + file, e);
    }
  }
}
