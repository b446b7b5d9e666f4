package io.harbinger.server.version;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.InferenceException;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelLoadException;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServingOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A version's way from its directory to where it may serve: manifest, checksums, weights, its own
 * sample, the inputs of the version before it, the batch sizes that it will serve. All of it before
 * the server has it, so that no request ever waits behind a warm-up. Blocks; has a thread of its
 * own.
 */
final class VersionLoad<I, O> {

  private final ModelServer server;
  private final VersionedTask<I, O> task;
  private final ServingOptions serving;

  VersionLoad(ModelServer server, VersionedTask<I, O> task, ServingOptions serving) {
    this.server = server;
    this.task = task;
    this.serving = serving;
  }

  /**
   * Loads a version.
   *
   * @param path its directory
   * @param taken inputs that it must take
   * @param warming is told when all but the warm-up is done
   * @throws RefusedVersionException if it must not serve
   */
  LiveVersion<I, O> load(Path path, List<I> taken, Runnable warming) {
    ModelDirectory directory = read(path);
    List<I> samples = new ArrayList<>();
    ModelTask<I, O> vetted =
        new ModelTask<>(
            task.task().name(),
            task.task().input(),
            task.task().output(),
            (version, precision) ->
                vetted(
                    task.task().loader().load(version, precision),
                    directory,
                    taken,
                    samples,
                    warming));
    ModelLease<I, O> lease;
    try {
      lease = server.acquire(vetted, path, serving);
    } catch (ModelLoadException e) {
      throw refused(directory, e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw new RefusedVersionException(LoadFailure.SERVER, String.valueOf(e.getMessage()), e);
    }
    try {
      OptionalLong mark =
          task.affinity().isPresent()
              ? OptionalLong.of(task.affinity().get().ofVersion().applyAsLong(directory))
              : OptionalLong.empty();
      // Where somebody had it loaded already, it serves already, and was not vetted here.
      return new LiveVersion<>(
          lease, mark, samples.isEmpty() ? task.samples().apply(directory) : samples);
    } catch (RuntimeException e) {
      lease.discard();
      throw new RefusedVersionException(LoadFailure.MANIFEST, String.valueOf(e.getMessage()), e);
    }
  }

  private ModelDirectory read(Path path) {
    ModelDirectory directory;
    try {
      directory = ModelDirectory.read(path);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new RefusedVersionException(LoadFailure.MANIFEST, String.valueOf(e.getMessage()), e);
    }
    if (!directory.info().task().equals(task.task().name())) {
      throw new RefusedVersionException(
          LoadFailure.TASK,
          "%s is a model of the task %s (expected %s)"
              .formatted(path, directory.info().task(), task.task().name()),
          null);
    }
    return directory;
  }

  private BatchModel<I, O> vetted(
      BatchModel<I, O> model,
      ModelDirectory directory,
      List<I> taken,
      List<I> samples,
      Runnable warming) {
    try {
      samples.addAll(task.samples().apply(directory));
      taken.forEach(input -> take(model, input));
      warming.run();
      for (int size = 1; size < serving.maxBatch(); size *= 2) {
        warm(model, samples, size);
      }
      warm(model, samples, serving.maxBatch());
      return model;
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  private void take(BatchModel<I, O> model, I input) {
    try {
      model.validate(input);
    } catch (RuntimeException e) {
      throw new RefusedVersionException(
          LoadFailure.INPUTS,
          "version %s cannot take what the version that serves now takes: %s (serve it under another name)"
              .formatted(model.info().version(), e.getMessage()),
          e);
    }
  }

  private static <I, O> void warm(BatchModel<I, O> model, List<I> samples, int size) {
    List<I> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(samples.get(i % samples.size()));
    }
    List<O> outputs;
    try {
      batch.forEach(model::validate);
      outputs = model.predict(batch);
    } catch (RuntimeException e) {
      throw warmUp(model, size, String.valueOf(e.getMessage()), e);
    }
    if (outputs.size() != size || outputs.stream().anyMatch(Objects::isNull)) {
      throw warmUp(
          model, size, "%d outputs (expected as many, none null)".formatted(outputs.size()), null);
    }
  }

  private static RefusedVersionException warmUp(
      BatchModel<?, ?> model, int size, String problem, @Nullable Throwable cause) {
    return new RefusedVersionException(
        LoadFailure.WARM_UP,
        "version %s did not compute a batch of %d of its own sample: %s"
            .formatted(model.info().version(), size, problem),
        cause);
  }

  /** The files first: with others than were written, everything else may be wrong. */
  private static RefusedVersionException refused(ModelDirectory directory, Throwable cause) {
    if (cause instanceof RefusedVersionException refused) {
      return refused;
    }
    if (cause instanceof InferenceException || !(cause instanceof RuntimeException)) {
      return new RefusedVersionException(LoadFailure.SERVER, cause.toString(), cause);
    }
    List<String> problems;
    try {
      problems = directory.problems();
    } catch (UncheckedIOException e) {
      return new RefusedVersionException(LoadFailure.SERVER, String.valueOf(e.getMessage()), e);
    }
    return problems.isEmpty()
        ? new RefusedVersionException(
            cause instanceof UncheckedIOException ? LoadFailure.SERVER : LoadFailure.MODEL,
            String.valueOf(cause.getMessage()),
            cause)
        : new RefusedVersionException(LoadFailure.FILES, problems.get(0), cause);
  }
}
