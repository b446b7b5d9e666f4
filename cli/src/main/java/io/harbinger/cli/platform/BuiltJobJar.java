package io.harbinger.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The job's jar where the build leaves it. */
final class BuiltJobJar {

  private BuiltJobJar() {}

  static Path find() {
    Path target =
        Path.of(System.getProperty("harbinger.root", ".")).resolve("stream-jobs").resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-job.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no job jar in %s: run 'mvn package', or give --job-jar".formatted(target)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for the job's jar in " + target, e);
    }
  }
}
