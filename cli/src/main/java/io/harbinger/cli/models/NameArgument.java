package io.harbinger.cli.models;

import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import picocli.CommandLine.Parameters;

/** Whose versions; shared by the commands that decide about them. */
final class NameArgument {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A model's directory, which holds its versions.")
  private Path directory;

  /** The directory, checked. */
  Path directory() {
    if (Files.isRegularFile(directory.resolve(ModelDirectory.MANIFEST))) {
      throw new IllegalArgumentException(
          "%s is one version (expected the directory above it, which holds all versions)"
              .formatted(directory));
    }
    if (ModelDirectory.versions(directory).isEmpty()) {
      throw new IllegalArgumentException(
          "no model in %s (expected versions 1, 2, ...): give a model's directory"
              .formatted(directory));
    }
    return directory;
  }

  String name() {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  ServingDecision decision() {
    return ServingFile.read(directory()).orElse(ServingDecision.UNDECIDED);
  }

  /** The version that answers, by what was decided. */
  ModelDirectory serving() {
    return ModelDirectory.read(ServingFile.serving(directory()));
  }

  /** The versions that can take its place under a running job. */
  NavigableSet<Integer> versions() {
    return ServingFile.versions(directory(), serving().info().task());
  }
}
