package io.harbinger.jobs.rul;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StateSize;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamVersions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.SharedModelServer;
import io.harbinger.server.version.ServingFile;
import java.nio.file.Path;

/**
 * A model that reads a machine step by step, from this JVM's {@link SharedModelServer}: all
 * subtasks in one task manager share one copy, one queue and its batches, and a job that restarts
 * finds the model still loaded. A model whose state of an asset would be too large is refused.
 *
 * @param modelDirectory as the task managers see it: a model's directory, whose versions take each
 *     other's place under the job, or one version of it, which stays
 * @param serving how the model is served; the same for every job that uses it in one JVM
 */
public record SharedStreamModelSource(String modelDirectory, ServingOptions serving)
    implements StreamModelSource {

  /** Refuses an empty path. */
  public SharedStreamModelSource {
    SharedLease.check(modelDirectory);
  }

  @Override
  public Lease<StreamRequest, StreamAnswer> acquire() {
    ModelDirectory directory = ModelDirectory.read(ServingFile.serving(Path.of(modelDirectory)));
    if (StreamRulModel.isIn(directory)) {
      StateSize.of(StreamRulModel.spec(directory)).require(StateSize.LIMIT);
    }
    return SharedLease.acquire(StreamVersions.TASK, modelDirectory, serving);
  }
}
