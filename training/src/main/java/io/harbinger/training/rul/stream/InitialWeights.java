package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.model.rul.stream.StreamNetworkConfig;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GlorotUniform;
import io.harbinger.network.recurrent.ChronoInitializer;
import io.harbinger.network.recurrent.Janet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Draws the first weights: each member's as if it were alone, from a seed of its own, so that an
 * ensemble's first member is the single network of the same seed.
 */
final class InitialWeights {

  private static final long MEMBER = 1_000_003;

  private InitialWeights() {}

  /** The weights of all members, owned by the manager. */
  static Map<String, NDArray> draw(StreamNetworkConfig config, long seed, NDManager manager) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    try (NDManager scope = manager.newSubManager()) {
      StreamNetwork.shapes(config)
          .forEach(
              (name, shape) -> {
                int each = Math.toIntExact(shape.size() / config.members());
                float[] values = new float[each * config.members()];
                for (int member = 0; member < config.members(); member++) {
                  float[] own = member(name, shape, config, seed + member * MEMBER, scope);
                  System.arraycopy(own, 0, values, member * each, each);
                }
                weights.put(name, manager.create(values, shape));
              });
    }
    return weights;
  }

  private static float[] member(
      String name, Shape shape, StreamNetworkConfig config, long seed, NDManager scope) {
    long rows = shape.get(1);
    long columns = shape.get(2);
    if (name.startsWith("janet")) {
      int layer = Integer.parseInt(name.substring("janet".length(), name.indexOf('.')));
      int width = layer == 0 ? config.embedding() : config.units().get(layer - 1);
      ChronoInitializer chrono = new ChronoInitializer(config.longestMemory(), 0);
      Janet janet = new Janet(config.units().get(layer), chrono, seed + 1000L * layer);
      janet.initialize(scope, DataType.FLOAT32, new Shape(1, 1, width));
      String parameter = name.substring(name.indexOf('.') + 1);
      return Objects.requireNonNull(NamedParameters.of(janet).get(parameter))
          .getArray()
          .toFloatArray();
    }
    if (name.endsWith("bias")) {
      return new float[Math.toIntExact(rows * columns)];
    }
    return new GlorotUniform(rows, columns, seed + name.hashCode())
        .initialize(scope, new Shape(rows, columns), DataType.FLOAT32)
        .toFloatArray();
  }
}
