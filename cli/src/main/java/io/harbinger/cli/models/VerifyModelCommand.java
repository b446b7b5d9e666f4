package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.platform.versions.ModelChecks;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with a model. */
@Command(
    name = "verify",
    description = {
      "Check that a model is whole and computes what it did when it was written:",
      "its files' checksums, its weights' names and shapes, and its answers to its own sample,",
      "in each precision that its manifest permits.",
      "Exit code 1, and what is wrong, if a check fails."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: after copying a model to another machine",
      "  ./harbinger models verify models/rul-fd001"
    })
final class VerifyModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Option(names = "--json", description = "Print the checks as one JSON document.")
  private boolean json;

  /** The whole document. */
  record Verification(String name, String version, boolean sound, List<ModelCheck> checks) {}

  @Override
  public Integer call() {
    ModelDirectory directory = model.read();
    List<ModelCheck> checks = ModelChecks.of(directory);
    boolean sound = checks.stream().allMatch(ModelCheck::passed);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(
          out,
          new Verification(
              directory.info().name(), directory.info().version(), sound, List.copyOf(checks)));
    } else {
      checks.forEach(check -> print(out, check));
      out.flush();
    }
    return sound ? 0 : 1;
  }

  private static void print(PrintWriter out, ModelCheck check) {
    String told = check.passed() ? "ok" : "FAILED";
    out.println(
        "%-8s %s"
            .formatted(
                check.name(), check.detail().isEmpty() ? told : told + ", " + check.detail()));
    check.problems().forEach(problem -> out.println("         " + problem));
  }
}
