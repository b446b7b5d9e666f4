package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.Backend;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.platform.versions.ModelChecks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes a version that another engine computes. */
@Command(
    name = "backend",
    description = {
      "Write a version of a model that another engine computes: the same weights and the same sample,"
          + " and a manifest that names the engine.",
      "It is kept only if it passes 'models verify': on that engine it answers its sample as it did"
          + " when it was trained."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: version 3 is version 2 on ONNX Runtime, and answers from now on",
      "  ./harbinger models backend models/rul-fd001/2 --to onnxruntime --out models/rul-fd001/3",
      "  ./harbinger models promote models/rul-fd001 3"
    })
final class BackendModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "BACKEND",
      converter = Labels.class,
      description = "What computes the network: 'onnxruntime' or 'pytorch'.")
  private Backend backend;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The version's directory to write; it must not exist.")
  private Path out;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  /** A backend as the manifest writes it. */
  static final class Labels implements ITypeConverter<Backend> {
    @Override
    public Backend convert(String value) {
      try {
        return Backend.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** The whole document. */
  record Written(String path, Backend backend, List<ModelCheck> checks) {}

  @Override
  public Integer call() throws IOException {
    Path to = out.toAbsolutePath().normalize();
    Path beside = to.getParent();
    if (Files.exists(to) || beside == null) {
      throw taken();
    }
    ModelDirectory source = model.read();
    Files.createDirectories(beside);
    // Under a name that is no version's, so that no server looks at it unchecked, and that no other
    // run has, whether it is under way or was killed.
    Path aside = Files.createTempDirectory(beside, "." + to.getFileName() + ".unchecked-");
    List<ModelCheck> checks;
    try {
      // One level down: the outer one is its owner's alone, as no version should be.
      Path version = aside.resolve("version");
      checks = ModelChecks.of(source.copy(version, backend));
      String problems =
          checks.stream()
              .map(ModelCheck::problems)
              .flatMap(List::stream)
              .collect(Collectors.joining("; "));
      if (!problems.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("harbinger: nothing was written: on %s, %s".formatted(backend, problems));
        return 1;
      }
      move(version, to);
    } finally {
      delete(aside);
    }
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(writer, new Written(out.toString(), backend, checks));
    } else {
      writer.println("%s: computed by %s, sound".formatted(out, backend));
      writer.flush();
    }
    return 0;
  }

  private void move(Path version, Path to) throws IOException {
    try {
      Files.move(version, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another run may have written it during the checks.
      if (Files.exists(to)) {
        IllegalArgumentException taken = taken();
        taken.initCause(e);
        throw taken;
      }
      throw e;
    }
  }

  private IllegalArgumentException taken() {
    return new IllegalArgumentException(out + " exists already: give the next version's number");
  }

  private static void delete(Path aside) throws IOException {
    try (Stream<Path> files = Files.walk(aside)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
