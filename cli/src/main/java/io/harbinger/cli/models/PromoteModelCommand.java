package io.harbinger.cli.models;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    Path directory = name.directory();
    ServingDecision before = name.decision();
    ServingPolicy policy = policy(directory);
    if (!isSound(directory, policy)) {
      return 1;
    }
    NavigableSet<Integer> versions = ServingFile.versions(directory);
    ServingDecision now =
        before.promoted(
            policy,
            versions,
            atOnce,
            Clock.systemUTC().instant(),
            System.getProperty("user.name", "unknown"));
    ServingFile.write(directory, now);
    Decided.print(spec.commandLine().getOut(), json, name.name(), before, now);
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

  private ServingPolicy policy(Path directory) {
    if (version.equals(LATEST)) {
      return new ServingPolicy.Latest();
    }
    int number = Integer.parseInt(version);
    NavigableSet<Integer> all = ServingFile.versions(directory);
    if (!all.contains(number)) {
      throw new IllegalArgumentException(
          "no version %d in %s (there are %s)".formatted(number, directory, all));
    }
    if (share == null && !shadow) {
      return new ServingPolicy.Pinned(number);
    }
    int stable = Integer.parseInt(name.serving().info().version());
    if (!name.versions().contains(number)) {
      throw new IllegalArgumentException(
          "version %d is of another task than version %d, which answers now (expected %s)"
              .formatted(number, stable, name.serving().info().task()));
    }
    return share != null
        ? new ServingPolicy.Canary(stable, number, share)
        : new ServingPolicy.Shadow(stable, number);
  }

  /** What is not sound would be refused by every job anyhow; here somebody reads why. */
  private boolean isSound(Path directory, ServingPolicy policy) {
    if (policy instanceof ServingPolicy.Latest) {
      return true;
    }
    ModelDirectory promoted = ModelDirectory.read(directory.resolve(version));
    String problems =
        ModelChecks.of(promoted).stream()
            .map(ModelCheck::problems)
            .flatMap(List::stream)
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "harbinger: version %s stays as it is, nothing was decided: %s"
                  .formatted(version, problems));
      return false;
    }
    String task = name.serving().info().task();
    if (!promoted.info().task().equals(task)) {
      spec.commandLine()
          .getErr()
          .println(
              "harbinger: version %s is a model of the task %s, the one before of %s: running jobs keep theirs, start them anew"
                  .formatted(version, promoted.info().task(), task));
    }
    return true;
  }
}
