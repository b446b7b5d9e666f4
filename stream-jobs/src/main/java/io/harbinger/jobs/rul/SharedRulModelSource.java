package io.harbinger.jobs.rul;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ServedModel;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import java.nio.file.Path;

/**
 * The model from this JVM's {@link SharedModelServer}: all subtasks in one task manager share one
 * copy, one queue and its batches, and a job that restarts finds the model still loaded.
 *
 * @param modelDirectory as the task managers see it: a model's version directory or its parent
 * @param serving how the model is served; the same for every job that uses it in one JVM
 */
public record SharedRulModelSource(String modelDirectory, ServingOptions serving)
    implements RulModelSource {

  /** Refuses an empty path. */
  public SharedRulModelSource {
    if (modelDirectory.isBlank()) {
      throw new IllegalArgumentException(
          "an empty model directory (expected a path, for instance models/rul-fd001)");
    }
  }

  @Override
  public Lease acquire() {
    ModelLease<RulWindow, RulEstimate> lease =
        SharedModelServer.get().acquire(RulModel.SERVED, Path.of(modelDirectory), serving);
    return new Lease() {
      @Override
      public ServedModel<RulWindow, RulEstimate> model() {
        return lease;
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }
}
