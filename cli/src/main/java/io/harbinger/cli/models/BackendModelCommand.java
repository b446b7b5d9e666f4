package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.Backend;
import io.harbinger.model.ModelCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
    CheckedCopy.Result result =
        new CheckedCopy(out).write(model.read(), manifest -> manifest.withBackend(backend));
    if (!result.problems().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "harbinger: nothing was written: on %s, %s".formatted(backend, result.problems()));
      return 1;
    }
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(writer, new Written(out.toString(), backend, result.checks()));
    } else {
      writer.println("%s: computed by %s, sound".formatted(out, backend));
      writer.flush();
    }
    return 0;
  }
}
