package io.harbinger.model.rul;

import io.harbinger.model.Disagreement;
import io.harbinger.model.VersionedTask;
import java.util.List;
import java.util.Optional;

/** Versions of a model of remaining life that reads windows. */
public final class RulVersions {

  /** As the model server is asked for them; they disagree by the difference of their RUL. */
  public static final VersionedTask<RulWindow, RulEstimate> TASK =
      new VersionedTask<>(
          RulModel.SERVED,
          directory -> RulModel.sample(directory).cases().stream().map(c -> c.window()).toList(),
          new Disagreement<>(
              "cycles",
              List.of(1.0, 5.0, 15.0, 30.0),
              (given, shadow) -> Math.abs(given.rul() - shadow.rul())),
          Optional.empty());

  private RulVersions() {}
}
