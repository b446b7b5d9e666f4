package io.harbinger.platform.versions;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model's versions and what is decided about them. A decision is checked, then written to {@code
 * serving.json}, which running jobs follow within seconds. Thread-safe. Of two promotions at once
 * the later one's holds, unless who promotes says what they saw; a rollback leads back from what
 * was decided when it was asked for, or nowhere.
 */
public final class ModelVersions {

  private final Path directory;
  private final Clock clock;
  private final Optional<String> running;
  private final Function<ModelDirectory, List<ModelCheck>> checks;

  /**
   * The versions in a model's directory.
   *
   * @throws IllegalArgumentException if there are none, or it is one version's directory
   */
  public ModelVersions(Path directory, Clock clock) {
    this(directory, clock, Optional.empty(), ModelChecks::of);
  }

  /**
   * The versions that jobs known here serve.
   *
   * @param running the task of those jobs, which tells what the version that answers no longer does
   *     once it is damaged; empty where none are known
   * @param checks what a version must pass to answer; may take seconds
   * @throws IllegalArgumentException if there are none, or it is one version's directory
   */
  ModelVersions(
      Path directory,
      Clock clock,
      Optional<String> running,
      Function<ModelDirectory, List<ModelCheck>> checks) {
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
    this.directory = directory;
    this.clock = clock;
    this.running = running;
    this.checks = checks;
  }

  /**
   * The task of the version that answers, by what was decided; where its manifest cannot be read,
   * that of the jobs that run; empty where neither is known.
   */
  public Optional<String> answeringTask() {
    return LastDecision.in(directory).readable().flatMap(this::taskOfAnswering).or(() -> running);
  }

  private Optional<String> taskOfAnswering(ServingDecision decision) {
    OptionalInt answers = ServingFile.answers(directory, decision);
    return answers.isPresent() ? readableTask(answers.getAsInt()) : Optional.empty();
  }

  /** Empty where the version is damaged or gone: who decides wants to get away from it then. */
  private Optional<String> readableTask(int version) {
    try {
      return Optional.of(task(version));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * The task of a version, as its manifest says.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  public String task(int version) {
    return version(version).info().task();
  }

  private ModelDirectory version(int number) {
    NavigableSet<Integer> all = ServingFile.versions(directory);
    if (!all.contains(number)) {
      throw new IllegalArgumentException(
          "no version %d in %s (there are %s)".formatted(number, directory, all));
    }
    return ModelDirectory.read(directory.resolve(String.valueOf(number)));
  }

  /**
   * Lets a version answer, once it passed all its checks, which takes some seconds. A decision that
   * cannot be read is replaced, and nothing of it kept, unless the version is to stand beside the
   * one that answers.
   *
   * @param by who decides
   * @param seen the revision of the decision that they looked at, as the console shows it; empty
   *     where they looked at none
   * @throws IllegalArgumentException if there is no such version, or it cannot stand beside the one
   *     that answers now
   * @throws UnsoundVersionException if a check failed
   * @throws DecidedMeanwhileException if another decision lies there than the one that was seen
   */
  public Decided promote(VersionChoice choice, String by, Optional<String> seen) {
    LastDecision first = LastDecision.in(directory);
    first.requireSeen(seen);
    // What cannot be is told at once, and not after seconds of checks.
    ServingPolicy wanted = policy(choice, first);
    if (choice.version().isPresent()) {
      requireSound(choice.version().getAsInt());
    }
    LastDecision before = LastDecision.in(directory);
    before.requireSeen(seen);
    // A candidate stands beside whoever answers by now.
    ServingPolicy policy = before.equals(first) ? wanted : policy(choice, before);
    return write(before, promoted(before, policy, choice, by));
  }

  private ServingDecision promoted(
      LastDecision before, ServingPolicy policy, VersionChoice choice, String by) {
    if (before.readable().isEmpty()) {
      return new ServingDecision(policy, List.of(), choice.atOnce(), clock.instant(), by);
    }
    Optional<String> task =
        taskOfAnswering(before.decision())
            .or(() -> choice.version().stream().boxed().findFirst().flatMap(this::readableTask))
            .or(() -> running);
    return before.decision().promoted(policy, sound(task), choice.atOnce(), clock.instant(), by);
  }

  private ServingPolicy policy(VersionChoice choice, LastDecision last) {
    if (choice.version().isEmpty()) {
      return new ServingPolicy.Latest();
    }
    int number = choice.version().getAsInt();
    String task = task(number);
    if (!choice.isCandidate()) {
      return new ServingPolicy.Pinned(number);
    }
    int stable = stable(last.required(), number);
    String answering =
        readableTask(stable)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "version %d, which is to answer now, is damaged or gone (expected one that version %d can stand beside): promote a version for all"
                            .formatted(stable, number)));
    if (!task.equals(answering)) {
      throw new IllegalArgumentException(
          "version %d is of another task than version %d, which answers now (expected %s)"
              .formatted(number, stable, answering));
    }
    return choice.share().isPresent()
        ? new ServingPolicy.Canary(stable, number, choice.share().getAsDouble())
        : new ServingPolicy.Shadow(stable, number);
  }

  private int stable(ServingDecision decision, int candidate) {
    return ServingFile.answers(directory, decision)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no version in %s has all its files right (expected one that answers, for version %d to stand beside)"
                        .formatted(directory, candidate)));
  }

  /** What is not sound would be refused by every job anyhow; here somebody reads why. */
  private void requireSound(int version) {
    String problems =
        checks.apply(version(version)).stream()
            .map(ModelCheck::problems)
            .flatMap(List::stream)
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new UnsoundVersionException(version, problems);
    }
  }

  /**
   * Lets the version answer that answered before, once it passed all its checks.
   *
   * @param atOnce as in {@link VersionChoice}
   * @param by who decides
   * @param seen as in {@link #promote}
   * @throws IllegalArgumentException if there is none, or the decision cannot be read
   * @throws UnsoundVersionException if a check failed
   * @throws DecidedMeanwhileException if another decision lies there than the one that was seen, or
   *     somebody decided during the checks
   */
  public Decided rollBack(boolean atOnce, String by, Optional<String> seen) {
    LastDecision before = LastDecision.in(directory);
    before.requireSeen(seen);
    ServingDecision decision = before.required();
    NavigableSet<Integer> below = below(decision);
    ServingDecision now = decision.rolledBack(below, atOnce, clock.instant(), by);
    now.policy().stable(below).ifPresent(this::requireSound);
    // Checks take seconds: a step back from what was decided meanwhile is another step.
    LastDecision.in(directory).requireSeen(Optional.of(before.revision()));
    return write(before, now);
  }

  /** What a rollback chooses from: a version that was decided on is named even if it is spoilt. */
  private NavigableSet<Integer> below(ServingDecision decision) {
    Optional<String> task = taskOfAnswering(decision).or(() -> running);
    return decision.previous().isEmpty() ? sound(task) : alike(task);
  }

  /** Those of {@link #alike} whose files are right: of these the newest answers undecided. */
  private NavigableSet<Integer> sound(Optional<String> task) {
    NavigableSet<Integer> sound = alike(task);
    sound.removeIf(version -> !ServingFile.isWhole(directory.resolve(String.valueOf(version))));
    return sound;
  }

  /**
   * The versions that can take each other's place under a running job.
   *
   * @param task of the version that answers; empty where nobody knows it any more, and any version
   *     that can be read may be like it
   */
  private NavigableSet<Integer> alike(Optional<String> task) {
    if (task.isPresent()) {
      return ServingFile.versions(directory, task.get());
    }
    NavigableSet<Integer> readable = ServingFile.versions(directory);
    readable.removeIf(version -> readableTask(version).isEmpty());
    return readable;
  }

  private Decided write(LastDecision before, ServingDecision now) {
    ServingFile.write(directory, now);
    return new Decided(ModelViews.name(directory), before.readable(), now);
  }
}
