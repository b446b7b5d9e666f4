package io.harbinger.jobs.rul;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.model.rul.stream.StreamModelWriter;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.model.rul.stream.StreamNetworkConfig;
import io.harbinger.model.rul.stream.StreamSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a streaming model of random weights, for readings of 2 settings and 3 sensors. */
final class RandomStreamModel {

  private RandomStreamModel() {}

  /**
   * Writes it.
   *
   * @param version its directory, NAME/VERSION
   * @param members of the ensemble
   * @param units of its layers, all together with the members most of the state
   */
  static ModelDirectory write(Path version, int members, List<Integer> units, long seed) {
    StreamFeatures features =
        new StreamFeatures(
            List.of(
                new OperatingCondition(
                    List.of(0.0, 0.0), Collections.nCopies(3, 50.0), Collections.nCopies(3, 0.05))),
            List.of(1.0, 1.0),
            List.of(0, 1, 2),
            5,
            100);
    StreamNetworkConfig network =
        new StreamNetworkConfig(features.size(), 8, units, 8, List.of(15, 30), members, 100);
    List<RulSpec.Channel> channels =
        List.of(
            new RulSpec.Channel("altitude", "kft"),
            new RulSpec.Channel("mach", "1"),
            new RulSpec.Channel("cycle", "1"),
            new RulSpec.Channel("T24", "R"),
            new RulSpec.Channel("T30", "R"),
            new RulSpec.Channel("T50", "R"));
    StreamSpec spec =
        new StreamSpec(network, features, channels, 2, 125, 300, List.of(), null, null);
    return StreamModelWriter.write(
        version,
        spec,
        weights(network, seed),
        window(1, 2, 3),
        List.of(new Manifest.DataSource("none", "none", "none")),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }

  private static Map<String, Tensor> weights(StreamNetworkConfig network, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    StreamNetwork.shapes(network)
        .forEach(
            (name, shape) -> {
              float[] values = new float[(int) shape.size()];
              // No larger: a network in which the rounding of batched products grows tells nothing.
              double deviation = Math.min(0.5, 1 / Math.sqrt(shape.get(1)));
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
              }
              weights.put(
                  name, Tensor.of(Arrays.stream(shape.getShape()).boxed().toList(), values));
            });
    return weights;
  }

  /** Readings of an asset at cycles. */
  static RulWindow window(int... cycles) {
    double[][] settings = new double[cycles.length][];
    double[][] sensors = new double[cycles.length][];
    for (int i = 0; i < cycles.length; i++) {
      settings[i] = settings(cycles[i]);
      sensors[i] = sensors(cycles[i]);
    }
    return RulWindow.of(cycles, settings, sensors);
  }

  static double[] settings(int cycle) {
    return new double[] {0.01 * (cycle % 7), 0};
  }

  static double[] sensors(int cycle) {
    return new double[] {50 + 0.1 * cycle, 60 - 0.2 * (cycle % 13), 40 + 5 * Math.sin(cycle)};
  }
}
