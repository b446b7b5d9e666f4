package io.harbinger.platform.versions;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulVerification;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamVerification;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be checked of a version, whatever its task. */
public final class ModelChecks {

  private ModelChecks() {}

  /** The files first: weights that are not the written ones would only confuse the rest. */
  public static List<ModelCheck> of(ModelDirectory directory) {
    List<ModelCheck> checks = new ArrayList<>();
    checks.add(new ModelCheck("files", directory.problems()));
    if (checks.get(0).passed()) {
      checks.addAll(ofTask(directory));
    }
    return checks;
  }

  private static List<ModelCheck> ofTask(ModelDirectory directory) {
    String task = directory.info().task();
    if (StreamRulModel.isIn(directory)) {
      return StreamVerification.of(directory);
    }
    return task.equals(RulModel.SERVED.name())
        ? RulVerification.of(directory)
        : List.of(
            new ModelCheck(
                "task",
                List.of(
                    "a model of the task %s (this version runs models of the tasks %s and %s)"
                        .formatted(task, RulModel.SERVED.name(), StreamRulModel.SERVED.name()))));
  }
}
