package io.harbinger.platform.versions;

import io.harbinger.console.model.DecisionException;
import io.harbinger.console.model.DecisionException.Reason;
import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.ModelsSource;
import io.harbinger.console.model.Promotion;
import io.harbinger.console.model.Rollback;
import io.harbinger.model.ModelCheck;
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
  private final Function<ModelDirectory, List<ModelCheck>> checks;

  private ConsoleModels(
      Supplier<List<Path>> directories,
      Optional<ServingProcess> process,
      Function<ModelDirectory, String> network,
      Function<ModelDirectory, List<ModelCheck>> checks) {
    this.directories = directories;
    this.process = process;
    this.views = new ModelViews(new VersionCards(network));
    this.checks = checks;
  }

  /**
   * The model that this process serves; a link to it is resolved now, as it was for the lease.
   *
   * @param model its directory, or one version's, with which the process stays
   * @param lease of it
   * @param registry where the model server and the job count
   * @param network describes a version's network in words
   * @throws UncheckedIOException if there is no such directory
   */
  public static ConsoleModels served(
      Path model,
      ServedModel<?, ?> lease,
      MeterRegistry registry,
      Function<ModelDirectory, String> network) {
    Path resolved = resolved(model);
    return new ConsoleModels(
        () -> List.of(resolved),
        Optional.of(new ServingProcess(lease, registry)),
        network,
        ModelChecks::of);
  }

  private static Path resolved(Path model) {
    try {
      return model.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model's directory " + model, e);
    }
  }

  /**
   * The models in a directory that others serve from.
   *
   * @param models holds a directory for each model
   * @param network describes a version's network in words
   * @throws IllegalArgumentException if there is no such directory
   */
  public static ConsoleModels lying(Path models, Function<ModelDirectory, String> network) {
    return lying(models, network, ModelChecks::of);
  }

  /** The same, with other checks. */
  static ConsoleModels lying(
      Path models,
      Function<ModelDirectory, String> network,
      Function<ModelDirectory, List<ModelCheck>> checks) {
    if (!Files.isDirectory(models)) {
      throw new IllegalArgumentException(
          "no directory %s (expected one that holds a directory for each model)".formatted(models));
    }
    return new ConsoleModels(() -> modelsIn(models), Optional.empty(), network, checks);
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
          requireTakable(versions, promotion.version());
          return versions.promote(
              new VersionChoice(
                  OptionalInt.of(promotion.version()),
                  promotion.share(),
                  promotion.shadow(),
                  false),
              promotion.by(),
              promotion.seen());
        });
  }

  @Override
  public synchronized String rollBack(Rollback rollback) {
    ModelVersions versions = versions(rollback.model());
    return decide(() -> versions.rollBack(false, rollback.by(), rollback.seen()));
  }

  private static String decide(Supplier<Decided> decision) {
    try {
      return decision.get().words();
    } catch (UnsoundVersionException | DecidedMeanwhileException | IllegalArgumentException e) {
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
            .filter(path -> ModelViews.name(path).equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new DecisionException(
                        Reason.UNKNOWN,
                        "no model %s here (there are %s)"
                            .formatted(model, all.stream().map(ModelViews::name).toList())));
    if (ModelViews.isOneVersion(directory)) {
      throw new DecisionException(Reason.REFUSED, view(directory).fixed());
    }
    try {
      return new ModelVersions(
          directory, Clock.systemUTC(), process.map(serving -> serving.info().task()), checks);
    } catch (IllegalArgumentException e) {
      throw new DecisionException(Reason.UNKNOWN, String.valueOf(e.getMessage()), e);
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
    Optional<String> serves = process.map(p -> p.info().task()).or(versions::answeringTask);
    if (serves.isPresent() && !task.equals(serves.get())) {
      throw new DecisionException(
          Reason.REFUSED,
          "version %d is a model of the task %s, the one that answers of %s: a running job takes no other (promote it by ./harbinger models promote, and start the jobs anew)"
              .formatted(version, task, serves.get()));
    }
    VersionState state = process.isPresent() ? process.get().states().get(version) : null;
    if (state instanceof VersionState.Failed failed) {
      throw new DecisionException(
          Reason.REFUSED, "version %d must not serve: %s".formatted(version, failed.message()));
    }
  }
}
