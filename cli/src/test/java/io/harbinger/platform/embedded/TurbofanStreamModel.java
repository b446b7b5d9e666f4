package io.harbinger.platform.embedded;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A streaming model of random weights for a turbofan's 3 settings and 21 sensors. */
final class TurbofanStreamModel {

  static final int SETTINGS = 3;
  static final int SENSORS = 21;

  private TurbofanStreamModel() {}

  /** Writes a version of it. */
  static ModelDirectory write(Path version, long seed) {
    List<Integer> used = IntStream.range(0, SENSORS).boxed().toList();
    StreamFeatures features =
        new StreamFeatures(
            List.of(
                new OperatingCondition(
                    Collections.nCopies(SETTINGS, 0.0),
                    Collections.nCopies(SENSORS, 0.0),
                    Collections.nCopies(SENSORS, 1.0))),
            Collections.nCopies(SETTINGS, 1.0),
            used,
            5,
            100);
    StreamNetworkConfig network =
        new StreamNetworkConfig(features.size(), 16, List.of(16, 16), 16, List.of(15, 30), 3, 100);
    List<RulSpec.Channel> channels = new ArrayList<>();
    IntStream.rangeClosed(1, SETTINGS)
        .forEach(i -> channels.add(new RulSpec.Channel("setting " + i, "1")));
    channels.add(new RulSpec.Channel("cycle", "flights"));
    IntStream.rangeClosed(1, SENSORS)
        .forEach(i -> channels.add(new RulSpec.Channel("sensor " + i, "1")));
    return StreamModelWriter.write(
        version,
        new StreamSpec(network, features, channels, SETTINGS, 125, 300, List.of(), null, null),
        weights(network, seed),
        RulWindow.of(
            new int[] {1, 2},
            new double[][] {new double[SETTINGS], new double[SETTINGS]},
            new double[][] {new double[SENSORS], new double[SENSORS]}),
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
              float[] values = new float[Math.toIntExact(shape.size())];
              for (int i = 0; i < values.length; i++) {
                // Small enough that the network forgets: larger ones let rounding grow step by
                // step.
                values[i] = (float) (0.15 * random.nextGaussian());
              }
              weights.put(
                  name, Tensor.of(Arrays.stream(shape.getShape()).boxed().toList(), values));
            });
    return weights;
  }
}
