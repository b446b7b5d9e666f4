package io.harbinger.platform.versions;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Collectors;

/**
 * A model's versions and what is decided about them. A decision is checked, then written to {@code
 * serving.json}, which running jobs follow within seconds. Thread-safe; of two that decide at once
 * the later one's decision holds.
 */
public final class ModelVersions {

  private final Path directory;
  private final Clock clock;

  /**
   * The versions in a model's directory.
   *
   * @throws IllegalArgumentException if there are none, or it is one version's directory
   */
  public ModelVersions(Path directory, Clock clock) {
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
  }

  /** The model's name. */
  public String name() {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  /** What was decided last. */
  public ServingDecision decision() {
    return ServingFile.read(directory).orElse(ServingDecision.UNDECIDED);
  }

  /** The version that answers, by what was decided. */
  public ModelDirectory serving() {
    return ModelDirectory.read(ServingFile.serving(directory));
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
   * Lets a version answer, once it passed all its checks, which takes some seconds.
   *
   * @param by who decides
   * @throws IllegalArgumentException if there is no such version, or it cannot stand beside the one
   *     that answers now
   * @throws UnsoundVersionException if a check failed
   */
  public Decided promote(VersionChoice choice, String by) {
    ServingPolicy policy = policy(choice);
    if (choice.version().isPresent()) {
      requireSound(choice.version().getAsInt());
    }
    // Read after the checks, which take their time.
    ServingDecision before = decision();
    return write(before, before.promoted(policy, sound(), choice.atOnce(), clock.instant(), by));
  }

  private ServingPolicy policy(VersionChoice choice) {
    if (choice.version().isEmpty()) {
      return new ServingPolicy.Latest();
    }
    int number = choice.version().getAsInt();
    String task = task(number);
    if (!choice.isCandidate()) {
      return new ServingPolicy.Pinned(number);
    }
    ModelDirectory serving = serving();
    int stable = Integer.parseInt(serving.info().version());
    if (!task.equals(serving.info().task())) {
      throw new IllegalArgumentException(
          "version %d is of another task than version %d, which answers now (expected %s)"
              .formatted(number, stable, serving.info().task()));
    }
    return choice.share().isPresent()
        ? new ServingPolicy.Canary(stable, number, choice.share().getAsDouble())
        : new ServingPolicy.Shadow(stable, number);
  }

  /** What is not sound would be refused by every job anyhow; here somebody reads why. */
  private void requireSound(int version) {
    String problems =
        ModelChecks.of(version(version)).stream()
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
   * @throws IllegalArgumentException if there is none
   * @throws UnsoundVersionException if a check failed
   */
  public Decided rollBack(boolean atOnce, String by) {
    ServingDecision before = decision();
    ServingDecision now = before.rolledBack(below(before), atOnce, clock.instant(), by);
    now.policy().stable(alike()).ifPresent(this::requireSound);
    return write(before, now);
  }

  /** What a rollback chooses from: a version that was decided on is named even if it is spoilt. */
  private NavigableSet<Integer> below(ServingDecision decision) {
    return decision.previous().isEmpty() ? sound() : alike();
  }

  /** Those of {@link #alike} whose files are right: of these the newest answers undecided. */
  private NavigableSet<Integer> sound() {
    NavigableSet<Integer> sound = alike();
    sound.removeIf(version -> !version(version).problems().isEmpty());
    return sound;
  }

  /** The versions that can take each other's place under a running job. */
  private NavigableSet<Integer> alike() {
    return ServingFile.versions(directory, serving().info().task());
  }

  private Decided write(ServingDecision before, ServingDecision now) {
    ServingFile.write(directory, now);
    return new Decided(name(), before, now);
  }
}
