package io.harbinger.model.rul.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A streaming model of random weights: two conditions, three of four sensors used. */
final class StreamModelFixture {

  private StreamModelFixture() {}

  static StreamSpec spec(int members) {
    return spec(members, List.of(5, 4));
  }

  static StreamSpec spec(int members, List<Integer> units) {
    StreamFeatures features =
        new StreamFeatures(
            List.of(
                new OperatingCondition(
                    List.of(0.0), List.of(1.0, 10.0, 100.0), List.of(1.0, 0.5, 0.1)),
                new OperatingCondition(
                    List.of(20.0), List.of(2.0, 20.0, 200.0), List.of(1.0, 0.5, 0.0))),
            List.of(1.0),
            List.of(0, 1, 3),
            5,
            100);
    return new StreamSpec(
        new StreamNetworkConfig(features.size(), 6, units, 3, List.of(15, 30), members, 20),
        features,
        List.of(
            new RulSpec.Channel("altitude", "kft"),
            new RulSpec.Channel("cycle", "flights"),
            new RulSpec.Channel("s1", "1"),
            new RulSpec.Channel("s2", "1"),
            new RulSpec.Channel("s3", "1"),
            new RulSpec.Channel("s4", "1")),
        1,
        125,
        200,
        List.of(),
        null,
        null);
  }

  static Safetensors weights(StreamSpec spec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    StreamNetwork.shapes(spec.network())
        .forEach(
            (name, shape) -> {
              float[] values = new float[Math.toIntExact(shape.size())];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.5 * random.nextGaussian());
              }
              if (name.startsWith("output")) {
                // Lives about the middle of the range, where no bound hides a difference.
                for (int i = 0; i < values.length; i++) {
                  values[i] = name.endsWith("bias") ? 0.5f : 0.2f * values[i];
                }
              }
              tensors.put(
                  name, Tensor.of(Arrays.stream(shape.getShape()).boxed().toList(), values));
            });
    return new Safetensors(tensors, Map.of());
  }

  static StreamRulModel model(int members, long seed) {
    StreamSpec spec = spec(members);
    return StreamRulModel.of(
        new ModelInfo("rul-x", "1", StreamRulModel.TASK), spec, weights(spec, seed));
  }

  static void write(Path version, long seed) {
    write(version, spec(2), seed);
  }

  static void write(Path version, StreamSpec spec, long seed) {
    StreamModelWriter.write(
        version,
        spec,
        weights(spec, seed).tensors(),
        readings(1, 12),
        Collections.emptyList(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }

  /** Readings of cycles 1 to {@code length}, every third in the other condition. */
  static RulWindow readings(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] cycles = new int[length];
    double[][] settings = new double[length][];
    double[][] sensors = new double[length][];
    for (int t = 0; t < length; t++) {
      cycles[t] = t + 1;
      int condition = t % 3 == 2 ? 1 : 0;
      settings[t] = new double[] {20 * condition + 0.1 * random.nextGaussian()};
      sensors[t] =
          new double[] {
            1 + condition + random.nextGaussian(),
            10 * (1 + condition) + random.nextGaussian(),
            random.nextDouble(),
            100 * (1 + condition) + 3 * random.nextGaussian()
          };
    }
    return RulWindow.of(cycles, settings, sensors);
  }

  /** One member of the model of a seed, alone. */
  static StreamRulModel member(StreamSpec ensemble, long seed, int member) {
    StreamSpec alone = spec(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights(ensemble, seed)
        .tensors()
        .forEach(
            (name, tensor) -> {
              int each = tensor.values().length / ensemble.network().members();
              List<Long> shape = new ArrayList<>(tensor.shape());
              shape.set(0, 1L);
              float[] own = Arrays.copyOfRange(tensor.values(), member * each, (member + 1) * each);
              tensors.put(name, Tensor.of(shape, own));
            });
    return StreamRulModel.of(
        new ModelInfo("rul-x", "1", StreamRulModel.TASK),
        alone,
        new Safetensors(tensors, Map.of()));
  }
}
