package io.harbinger.cli.bench.load;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.rul.RulModelWriter;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A model of remaining life of random weights that is small enough to be measured in no time. */
public final class TinyRulModel {

  private TinyRulModel() {}

  /** Writes the version {@code tiny/1} in a directory, and gives its path. */
  public static Path write(Path models) {
    return write(models, 1);
  }

  /** The same with the random weights of a seed. */
  public static Path write(Path models, int seed) {
    RulSpec spec =
        new RulSpec(
            new RulNetworkConfig(3, 4, List.of(5, 2), 0, false, List.of(15, 30), 20),
            new RulScaling(List.of(0.0, 0.0, 500.0), List.of(1.0, 0.01, 0.0), 5, 60, 125),
            List.of(
                new RulSpec.Channel("setting", "1"),
                new RulSpec.Channel("cycle", "1"),
                new RulSpec.Channel("sensor", "K")),
            1,
            125,
            List.of());
    Path version = models.resolve("tiny/1");
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(spec.network(), seed);
      network.initialize(manager);
      RulModelWriter.write(
          version,
          spec,
          network,
          new RandomWindows(spec, new SplittableRandom(1)).next(1),
          List.of(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode());
    }
    return version;
  }
}
