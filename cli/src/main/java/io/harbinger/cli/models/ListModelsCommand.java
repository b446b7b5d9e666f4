package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the versions of all models in a directory. */
@Command(
    name = "list",
    description = {
      "List the versions of all models in a directory, and which of them answer.",
      "Reads manifests and compares checksums; 'models verify' also runs the model."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the shipped models",
      "  ./harbinger models list",
      "Example: models that were trained here, as JSON",
      "  ./harbinger models list --dir runs --json"
    })
final class ListModelsCommand implements Callable<Integer> {

  private static final String NOBODY = ServingRole.NONE.toString();

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "models",
      description = "Holds a directory for each model (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(names = "--json", description = "Print the list as one JSON document.")
  private boolean json;

  /** One version; a manifest that cannot be read leaves the task empty. */
  record Version(
      String name,
      String version,
      String task,
      String path,
      String serving,
      List<String> problems) {

    Version serves(ServingRole role) {
      return new Version(name, version, task, path, role.toString(), problems);
    }
  }

  @Override
  public Integer call() {
    List<Version> versions = versions();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, versions);
    } else {
      table(out, versions);
    }
    return 0;
  }

  private List<Version> versions() {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "no directory %s: give one that holds a directory for each model".formatted(directory));
    }
    try (Stream<Path> models = Files.list(directory)) {
      return models.sorted().flatMap(model -> versions(model).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the directory " + directory, e);
    }
  }

  private static List<Version> versions(Path model) {
    List<Version> versions =
        ModelDirectory.versions(model).stream().map(path -> version(model, path)).toList();
    NavigableSet<Integer> sound = new TreeSet<>();
    versions.stream()
        .filter(version -> version.problems().isEmpty())
        .forEach(version -> sound.add(Integer.valueOf(version.version())));
    return versions.stream().map(version -> withRole(model, version, sound)).toList();
  }

  private static Version withRole(Path model, Version version, NavigableSet<Integer> sound) {
    try {
      return version.serves(ServingRole.of(model, Integer.parseInt(version.version()), sound));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      List<String> problems = new ArrayList<>(version.problems());
      problems.add(String.valueOf(e.getMessage()));
      return new Version(
          version.name(),
          version.version(),
          version.task(),
          version.path(),
          version.serving(),
          problems);
    }
  }

  private static Version version(Path model, Path path) {
    String name = String.valueOf(model.getFileName());
    String version = String.valueOf(path.getFileName());
    try {
      ModelDirectory read = ModelDirectory.read(path);
      return new Version(
          name, version, read.info().task(), path.toString(), NOBODY, read.problems());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return new Version(
          name, version, "", path.toString(), NOBODY, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static void table(PrintWriter out, List<Version> versions) {
    out.println(
        "%-24s %7s  %-12s %-8s %s".formatted("MODEL", "VERSION", "TASK", "SERVING", "FILES"));
    for (Version version : versions) {
      out.println(
          "%-24s %7s  %-12s %-8s %s"
              .formatted(
                  version.name(),
                  version.version(),
                  version.task(),
                  version.serving(),
                  version.problems().isEmpty() ? "ok" : String.join("; ", version.problems())));
    }
    out.flush();
  }
}
