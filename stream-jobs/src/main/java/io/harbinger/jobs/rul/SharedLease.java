package io.harbinger.jobs.rul;

import io.harbinger.model.ModelTask;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ServedModel;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import java.nio.file.Path;

/** A lease of this JVM's {@link SharedModelServer}. */
record SharedLease<I, O>(ModelLease<I, O> lease) implements ModelSource.Lease<I, O> {

  static <I, O> SharedLease<I, O> acquire(
      ModelTask<I, O> task, String directory, ServingOptions serving) {
    return new SharedLease<>(SharedModelServer.get().acquire(task, Path.of(directory), serving));
  }

  static void check(String directory) {
    if (directory.isBlank()) {
      throw new IllegalArgumentException(
          "an empty model directory (expected a path, for instance models/rul-fd001)");
    }
  }

  @Override
  public ServedModel<I, O> model() {
    return lease;
  }

  @Override
  public void close() {
    lease.close();
  }
}
