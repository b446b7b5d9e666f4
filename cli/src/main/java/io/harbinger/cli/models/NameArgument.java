package io.harbinger.cli.models;

import io.harbinger.platform.versions.ModelVersions;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Parameters;

/** Whose versions; shared by the commands that decide about them. */
final class NameArgument {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A model's directory, which holds its versions.")
  private Path directory;

  /** The versions in the directory, which is checked. */
  ModelVersions versions() {
    return new ModelVersions(directory, Clock.systemUTC());
  }

  /** Who decides from a command line. */
  static String decider() {
    return System.getProperty("user.name", "unknown");
  }
}
