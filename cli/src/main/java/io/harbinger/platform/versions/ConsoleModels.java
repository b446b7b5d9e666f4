package io.harbinger.platform.versions;

import io.harbinger.console.model.DecisionException;
import io.harbinger.console.model.DecisionException.Reason;
import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.ModelsSource;
import io.harbinger.console.model.Promotion;
import io.harbinger.console.model.Rollback;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.ServedModel;
import io.harbinger.server.version.VersionState;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The models for the console, and what people decide there about them: the same checks and the same
 * file as from the command line. Thread-safe; takes one decision at a time.
 */
public final class ConsoleModels implements ModelsSource {

  private final Supplier<List<Path>> directories;
  private final Optional<ServingProcess> process;
  private final ModelViews views;
  private final Clock clock;

  private ConsoleModels(
      Supplier<List<Path>> directories,
      Optional<ServingProcess> process,
      Function<ModelDirectory, String> network,
      Clock clock) {
    this.directories = directories;
    this.process = process;
    this.views = new ModelViews(new VersionCards(network));
    this.clock = clock;
  }

  /**
   * The model that this process serves.
   *
   * @param model its directory, or one version's, with which the process stays
   * @param lease of it
   * @param registry where the model server and the job count
   * @param network describes a version's network in words
   */
  public static ConsoleModels served(
      Path model,
      ServedModel<?, ?> lease,
      MeterRegistry registry,
      Function<ModelDirectory, String> network) {
    return new ConsoleModels(
        () -> List.of(model),
        Optional.of(new ServingProcess(lease, registry)),
        network,
        Clock.systemUTC());
  }

  /**
   * The models in a directory that others serve from.
   *
   * @param models holds a directory for each model
   * @param network describes a version's network in words
   * @throws IllegalArgumentException if there is no such directory
   */
  public static ConsoleModels lying(Path models, Function<ModelDirectory, String> network) {
    if (!Files.isDirectory(models)) {
      throw new IllegalArgumentException(
          "no directory %s (expected one that holds a directory for each model)".formatted(models));
    }
    return new ConsoleModels(() -> modelsIn(models), Optional.empty(), network, Clock.systemUTC());
  }

  private static List<Path> modelsIn(Path models) {
    try (Stream<Path> children = Files.list(models)) {
      return children.filter(child -> !ModelDirectory.versions(child).isEmpty()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the models' directory " + models, e);
    }
  }

  @Override
  public List<ModelView> models() {
    return directories.get().stream().map(this::view).toList();
  }

  private ModelView view(Path directory) {
    return ModelViews.isOneVersion(directory) && process.isPresent()
        ? views.ofOne(directory, process.get())
        : views.of(directory, process);
  }

  @Override
  public synchronized String promote(Promotion promotion) {
    ModelVersions versions = versions(promotion.model());
    return decide(
        () -> {
          requireSeen(versions, promotion.seen());
          requireTakable(versions, promotion.version());
          return versions.promote(
              new VersionChoice(
                  OptionalInt.of(promotion.version()),
                  promotion.share(),
                  promotion.shadow(),
                  false),
              promotion.by());
        });
  }

  @Override
  public synchronized String rollBack(Rollback rollback) {
    ModelVersions versions = versions(rollback.model());
    return decide(
        () -> {
          requireSeen(versions, rollback.seen());
          return versions.rollBack(false, rollback.by());
        });
  }

  private static String decide(Supplier<Decided> decision) {
    try {
      return decision.get().words();
    } catch (UnsoundVersionException | IllegalArgumentException e) {
      throw new DecisionException(Reason.REFUSED, String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new DecisionException(
          Reason.NOT_WRITTEN,
          "nothing was decided: %s: %s (expected a directory that this console may read and write)"
              .formatted(e.getMessage(), e.getCause()),
          e);
    }
  }

  /** Found among those that are shown: a request's name is never made a path. */
  private ModelVersions versions(String model) {
    List<Path> all = directories.get();
    Path directory =
        all.stream()
            .filter(path -> name(path).equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new DecisionException(
                        Reason.UNKNOWN,
                        "no model %s here (there are %s)"
                            .formatted(model, all.stream().map(this::name).toList())));
    if (ModelViews.isOneVersion(directory)) {
      throw new DecisionException(Reason.REFUSED, view(directory).fixed());
    }
    try {
      return new ModelVersions(directory, clock);
    } catch (IllegalArgumentException e) {
      throw new DecisionException(Reason.UNKNOWN, String.valueOf(e.getMessage()), e);
    }
  }

  private String name(Path directory) {
    return process.isPresent() ? process.get().info().name() : ModelViews.name(directory);
  }

  private static void requireSeen(ModelVersions versions, Optional<String> seen) {
    String now = ModelViews.revision(versions.decision());
    if (seen.isPresent() && !seen.get().equals(now)) {
      throw new DecisionException(
          Reason.REFUSED,
          "meanwhile %s decided on %s: look at the page again, then decide"
              .formatted(versions.decision().decidedBy(), versions.decision().policy()));
    }
  }

  /**
   * Refuses what the jobs that run now would refuse, which the version's own checks do not show.
   */
  private void requireTakable(ModelVersions versions, int version) {
    String task;
    try {
      task = versions.task(version);
    } catch (IllegalArgumentException e) {
      throw new DecisionException(Reason.UNKNOWN, String.valueOf(e.getMessage()), e);
    }
    String serves =
        process.map(p -> p.info().task()).orElseGet(() -> versions.serving().info().task());
    if (!task.equals(serves)) {
      throw new DecisionException(
          Reason.REFUSED,
          "version %d is a model of the task %s, the one that answers of %s: a running job takes no other (promote it by ./harbinger models promote, and start the jobs anew)"
              .formatted(version, task, serves));
    }
    VersionState state = process.isPresent() ? process.get().states().get(version) : null;
    if (state instanceof VersionState.Failed failed) {
      throw new DecisionException(
          Reason.REFUSED, "version %d must not serve: %s".formatted(version, failed.message()));
    }
  }
}
