package io.harbinger.cli.models;

import io.harbinger.platform.versions.Decided;
import io.harbinger.platform.versions.ModelVersions;
import io.harbinger.platform.versions.VersionChoice;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides which version of a model answers. */
@Command(
    name = "promote",
    description = {
      "Decide which version of a model answers, once it passed 'models verify'.",
      "The decision lies in DIR/serving.json; running jobs follow it within seconds.",
      "Without a decision the newest version answers."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: version 3 answers from now on",
      "  ./harbinger models promote models/rul-fd001 3",
      "Example: it answers for a tenth of the assets, always the same ones",
      "  ./harbinger models promote models/rul-fd001 3 --share 0.1",
      "Example: it answers nobody, but what it would have said is compared and counted",
      "  ./harbinger models promote models/rul-fd001 3 --shadow",
      "Example: the newest version again, whichever that is",
      "  ./harbinger models promote models/rul-fd001 latest"
    })
final class PromoteModelCommand implements Callable<Integer> {

  private static final String LATEST = "latest";

  @Spec private CommandSpec spec;

  @Mixin private NameArgument name;

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "A version's number, or '" + LATEST + "' for the newest at any time.")
  private String version;

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description =
          "Let it answer for this part of the assets only, above 0 and below 1, beside the version"
              + " that answers now.")
  private @Nullable Double share;

  @Option(
      names = "--shadow",
      description = "Let it answer nobody, beside the version that answers now.")
  private boolean shadow;

  @Option(
      names = "--at-once",
      description =
          "Do not let the version before go on with an asset until the next whole window: its states"
              + " are begun anew with what there is. For streaming models.")
  private boolean atOnce;

  @Option(names = "--json", description = "Print the decision as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    checkUsage();
    ModelVersions versions = name.versions();
    OptionalInt number =
        version.equals(LATEST) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version));
    Optional<String> caution =
        number.isPresent() ? otherTask(versions, number.getAsInt()) : Optional.empty();
    Decided decided =
        versions.promote(
            new VersionChoice(
                number,
                share == null ? OptionalDouble.empty() : OptionalDouble.of(share),
                shadow,
                atOnce),
            NameArgument.decider(),
            Optional.empty());
    DecidedPrinter.print(spec.commandLine().getOut(), json, decided);
    caution.ifPresent(spec.commandLine().getErr()::println);
    return 0;
  }

  private void checkUsage() {
    if (share != null && shadow) {
      throw usage("--share and --shadow (expected one of them)");
    }
    if (share != null && !(share > 0 && share < 1)) {
      throw usage(
          "--share %s (expected above 0 and below 1; leave it out for all)".formatted(share));
    }
    if (!version.equals(LATEST) && !version.matches("[1-9][0-9]{0,8}")) {
      throw usage(
          "the version '%s' (expected a number, 1 or more, or '%s')".formatted(version, LATEST));
    }
    if (version.equals(LATEST) && (share != null || shadow)) {
      throw usage("--share or --shadow with '%s' (expected a version's number)".formatted(LATEST));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Optional<String> otherTask(ModelVersions versions, int number) {
    String asked = versions.task(number);
    return versions
        .answeringTask()
        .filter(task -> !task.equals(asked))
        .map(
            task ->
                "harbinger: version %s is a model of the task %s, the one before of %s: running jobs keep theirs, start them anew"
                    .formatted(version, asked, task));
  }
}
