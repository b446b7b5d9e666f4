package io.harbinger.jobs.rul;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulVersions;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;

/**
 * A model that reads windows, from this JVM's {@link SharedModelServer}: all subtasks in one task
 * manager share one copy, one queue and its batches, and a job that restarts finds the model still
 * loaded.
 *
 * @param modelDirectory as the task managers see it: a model's directory, whose versions take each
 *     other's place under the job, or one version of it, which stays
 * @param serving how the model is served; the same for every job that uses it in one JVM
 */
public record SharedRulModelSource(String modelDirectory, ServingOptions serving)
    implements RulModelSource {

  /** Refuses an empty path. */
  public SharedRulModelSource {
    SharedLease.check(modelDirectory);
  }

  @Override
  public Lease<RulWindow, RulEstimate> acquire() {
    return SharedLease.acquire(RulVersions.TASK, modelDirectory, serving);
  }
}
