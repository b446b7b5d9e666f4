package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulVerification;
import io.harbinger.model.rul.stream.StreamRulModel;
import java.io.PrintWriter;
import java.util.ArrayList;
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
      "its files' checksums, its weights' names and shapes, and its answers to its own sample.",
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
    List<ModelCheck> checks = checks(directory);
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

  /** The files first: weights that are not the written ones would only confuse the rest. */
  private static List<ModelCheck> checks(ModelDirectory directory) {
    List<ModelCheck> checks = new ArrayList<>();
    checks.add(new ModelCheck("files", directory.problems()));
    if (checks.get(0).passed()) {
      checks.addAll(ofTask(directory));
    }
    return checks;
  }

  private static List<ModelCheck> ofTask(ModelDirectory directory) {
    String task = directory.info().task();
    if (StreamRulModel.isIn(directory)) {
      return List.of(StreamRulModel.verify(directory));
    }
    return task.equals(RulModel.SERVED.name())
        ? RulVerification.of(directory)
        : List.of(
            new ModelCheck(
                "task",
                List.of(
                    "a model of the task %s (this version runs models of the tasks %s and %s)"
                        .formatted(task, RulModel.SERVED.name(), StreamRulModel.SERVED.name()))));
  }

  private static void print(PrintWriter out, ModelCheck check) {
    out.println("%-8s %s".formatted(check.name(), check.passed() ? "ok" : "FAILED"));
    check.problems().forEach(problem -> out.println("         " + problem));
  }
}
