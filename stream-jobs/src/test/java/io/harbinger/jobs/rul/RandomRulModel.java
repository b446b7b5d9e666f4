package io.harbinger.jobs.rul;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.model.rul.RulModelWriter;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a model that reads windows of two readings, of 2 settings and 3 sensors. */
final class RandomRulModel {

  private RandomRulModel() {}

  /**
   * Writes it.
   *
   * @param version its directory, NAME/VERSION
   * @param bias of its head, by which versions differ; with 0.5 no RUL is cut off at 0
   */
  static void write(Path version, float bias) {
    RulNetworkConfig config =
        new RulNetworkConfig(6, 2, List.of(8, 5), 0, false, List.of(15, 30), 50);
    RulSpec spec =
        new RulSpec(
            config,
            new RulScaling(Collections.nCopies(6, 0.0), Collections.nCopies(6, 0.05), 5, 125, 125),
            IntStream.range(0, 6).mapToObj(i -> new RulSpec.Channel("c" + i, "")).toList(),
            2,
            200,
            List.of());
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(config, 7);
      network.initialize(manager);
      // The engine draws the head at random.
      network.namedParameters().get("rulHead.bias").getArray().set(new float[] {bias});
      JsonNodeFactory json = JsonNodeFactory.instance;
      RulModelWriter.write(
          version,
          spec,
          network,
          List.of(window(1)),
          List.of(),
          json.objectNode(),
          json.objectNode());
    }
  }

  /** The window of an asset at a cycle. */
  static RulWindow window(int cycle) {
    return WindowReader.toModel(Windows.of("e1", 0, cycle, Mood.WELL, 10 * cycle));
  }
}
