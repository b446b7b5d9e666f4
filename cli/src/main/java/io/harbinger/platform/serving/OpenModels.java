package io.harbinger.platform.serving;

import io.harbinger.model.ModelDirectory;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.harbinger.platform.serving.task.OpenTask;
import io.harbinger.platform.serving.task.OpenTasks;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.version.ModelNames;
import io.harbinger.server.version.NameLease;
import io.harbinger.server.version.NameOptions;
import io.harbinger.server.version.ServingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that are served, by name. A name's versions come and go beneath it; where one version
 * was asked for, it stays. Owns them. Thread-safe.
 */
final class OpenModels implements AutoCloseable {

  private final Map<String, OpenModel<?, ?>> models = new TreeMap<>();

  private OpenModels() {}

  /** Loads models; fails if one does not load, or two have one name. */
  static OpenModels load(ModelServer server, List<Path> directories, ServingOptions serving) {
    OpenModels models = new OpenModels();
    try {
      for (Path directory : directories) {
        models.add(server, directory, serving);
      }
      return models;
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  private void add(ModelServer server, Path path, ServingOptions serving) {
    ModelDirectory directory = ModelDirectory.read(ServingFile.serving(path));
    String name = directory.info().name();
    OpenModel<?, ?> there = models.get(name);
    if (there != null) {
      throw new IllegalArgumentException(
          "two versions of %s, %s and %s (expected one of each name)"
              .formatted(name, there.info().version(), directory.info().version()));
    }
    models.put(name, open(server, OpenTasks.of(directory), path, serving));
  }

  private static <I, O> OpenModel<I, O> open(
      ModelServer server, OpenTask<I, O> task, Path path, ServingOptions serving) {
    int largestBatch = serving.queueCapacity();
    if (Files.isRegularFile(path.resolve(ModelDirectory.MANIFEST))) {
      ModelLease<I, O> version = server.acquire(task.served().task(), path, serving);
      return new OpenModel<>(task, version, version::close, largestBatch);
    }
    NameLease<I, O> name =
        ModelNames.of(server).acquire(task.served(), path, NameOptions.of(serving));
    return new OpenModel<>(task, name, name::close, largestBatch);
  }

  /** A model, or status 404. */
  OpenModel<?, ?> get(String name, @Nullable String version) {
    OpenModel<?, ?> model = models.get(name);
    if (model == null) {
      throw ProtocolException.of(
          404,
          "no model %s here (there are: %s)".formatted(name, String.join(", ", models.keySet())));
    }
    if (version != null && !version.equals(model.info().version())) {
      throw ProtocolException.of(
          404,
          "no version %s of %s here (it serves version %s)"
              .formatted(version, name, model.info().version()));
    }
    return model;
  }

  List<String> names() {
    return List.copyOf(models.keySet());
  }

  @Override
  public void close() {
    models.values().forEach(OpenModel::close);
  }
}
