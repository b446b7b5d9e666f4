package io.harbinger.cli.models;

import io.harbinger.model.ModelDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which model; shared by the commands about one. */
final class ModelArgument {

  @Parameters(
      paramLabel = "DIR",
      description = "A model's directory (its newest version) or one version of it.")
  private Path directory;

  /** The directory as it was given. */
  Path directory() {
    return directory;
  }

  /** Its manifest; no other file is read. */
  ModelDirectory read() {
    return ModelDirectory.read(directory);
  }
}
