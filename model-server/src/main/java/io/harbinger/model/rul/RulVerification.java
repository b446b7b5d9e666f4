package io.harbinger.model.rul;

import ai.djl.ndarray.NDManager;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Safetensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that is wrong with a model of remaining life whose files are those it was written
 * with.
 */
public final class RulVerification {

  private RulVerification() {}

  /**
   * Checks that the weights fit the network and that the network answers its own sample.
   *
   * @return one entry for each check; what depends on a check that failed is left out
   */
  public static List<ModelCheck> of(ModelDirectory directory) {
    List<ModelCheck> checks = new ArrayList<>();
    checks.add(check("weights", () -> weights(directory)));
    if (checks.get(0).passed()) {
      checks.add(check("sample", () -> sample(directory)));
    }
    return checks;
  }

  private static ModelCheck check(String name, Supplier<List<String>> problems) {
    try {
      return new ModelCheck(name, problems.get());
    } catch (IllegalArgumentException e) {
      return new ModelCheck(name, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<String> weights(ModelDirectory directory) {
    Safetensors weights = RulModel.weights(directory);
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(RulModel.spec(directory).network(), 0);
      network.initialize(manager);
      return RulModel.misfits(network, weights);
    }
  }

  private static List<String> sample(ModelDirectory directory) {
    RulSample sample = RulModel.sample(directory);
    try (RulModel model =
        RulModel.of(
            directory.info(),
            RulModel.spec(directory),
            RulModel.weights(directory),
            directory.manifest().computedBy())) {
      return model.problems(sample);
    }
  }
}
