package io.harbinger.jobs.rul;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServedModel;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import io.harbinger.server.version.ModelNames;
import io.harbinger.server.version.NameLease;
import io.harbinger.server.version.NameOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A lease of this JVM's {@link SharedModelServer}: of a name, or of one version.
 *
 * @param model what is leased
 * @param release gives it back
 */
record SharedLease<I, O>(ServedModel<I, O> model, Runnable release)
    implements ModelSource.Lease<I, O> {

  static <I, O> SharedLease<I, O> acquire(
      VersionedTask<I, O> task, String directory, ServingOptions serving) {
    ModelServer server = SharedModelServer.get();
    Path path = Path.of(directory);
    if (Files.isRegularFile(path.resolve(ModelDirectory.MANIFEST))) {
      ModelLease<I, O> version = server.acquire(task.task(), path, serving);
      return new SharedLease<>(version, version::close);
    }
    NameLease<I, O> name = ModelNames.of(server).acquire(task, path, NameOptions.of(serving));
    return new SharedLease<>(name, name::close);
  }

  static void check(String directory) {
    if (directory.isBlank()) {
      throw new IllegalArgumentException(
          "an empty model directory (expected a path, for instance models/rul-fd001)");
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
