package io.harbinger.model.rul;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a model of remaining life whose files are those it was written
 * with.
 */
public final class RulVerification {

  private RulVerification() {}

  /**
   * Checks that the weights fit the network, and that the network answers its own sample in each
   * precision that the manifest permits.
   *
   * @return one entry for each check; what depends on a check that failed is left out
   */
  public static List<ModelCheck> of(ModelDirectory directory) {
    List<ModelCheck> checks = new ArrayList<>();
    checks.add(
        SampleChecks.check(
            "weights",
            () ->
                RulWeights.misfits(
                    RulModel.spec(directory).network(), RulModel.weights(directory))));
    if (checks.get(0).passed()) {
      checks.addAll(SampleChecks.of(directory, precision -> measure(directory, precision)));
    }
    return checks;
  }

  private static SampleChecks.Measured measure(ModelDirectory directory, Precision precision) {
    RulSample sample = RulModel.sample(directory);
    try (RulModel model =
        RulModel.of(
            directory.info(),
            RulModel.spec(directory),
            RulModel.weights(directory),
            directory.manifest().computedBy(),
            precision)) {
      return precision == Precision.FLOAT32
          ? new SampleChecks.Measured(model.deviation(sample), model.problems(sample))
          : new SampleChecks.Measured(model.lowDeviation(sample), List.of());
    }
  }
}
