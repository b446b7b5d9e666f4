package io.harbinger.platform.serving.task;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.stream.StreamRulModel;

/** The tasks that are served. */
public final class OpenTasks {

  private OpenTasks() {}

  /** The task of the model in a directory. */
  public static OpenTask<?, ?> of(ModelDirectory directory) {
    return StreamRulModel.isIn(directory)
        ? new StreamRulTask(StreamRulModel.spec(directory))
        : new WindowedRulTask(RulModel.spec(directory));
  }
}
