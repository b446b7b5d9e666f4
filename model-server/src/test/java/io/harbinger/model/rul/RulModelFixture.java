package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.ModelDirectory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Model directories of small random networks, and windows for them. */
public final class RulModelFixture {

  public static final int LENGTH = 10;
  public static final int SETTINGS = 2;
  public static final int SENSORS = 3;

  private RulModelFixture() {}

  /** Writes a model whose weights and answers are functions of the seed. */
  public static ModelDirectory write(Path version, long seed) {
    return write(
        version,
        seed,
        new RulNetworkConfig(6, LENGTH, List.of(8, 5), 0.2, false, List.of(15, 30), 50));
  }

  /** Writes a model of a network of these sizes. */
  public static ModelDirectory write(Path version, long seed, RulNetworkConfig config) {
    int channels = config.channels();
    RulSpec spec =
        new RulSpec(
            config,
            new RulScaling(
                Collections.nCopies(channels, 0.5),
                Collections.nCopies(channels, 2.0),
                5,
                125,
                125),
            IntStream.range(0, channels).mapToObj(i -> new RulSpec.Channel("c" + i, "")).toList(),
            SETTINGS,
            200,
            List.of());
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(config, seed);
      network.initialize(manager);
      setHeads(network, new Random(seed));
      JsonNodeFactory json = JsonNodeFactory.instance;
      return RulModelWriter.write(
          version,
          spec,
          network,
          List.of(window(1, config.window(), channels), window(2, config.window(), channels)),
          List.of(),
          json.objectNode(),
          json.objectNode());
    }
  }

  /** The engine's own draw is no function of a seed, and might tell a RUL of 0 for every window. */
  private static void setHeads(RulNetwork network, Random random) {
    network
        .namedParameters()
        .forEach(
            (name, parameter) -> {
              if (name.contains("Head.")) {
                float[] values = new float[(int) parameter.getArray().getShape().size()];
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) (0.5 + 0.2 * random.nextGaussian());
                }
                parameter.getArray().set(values);
              }
            });
  }

  /** A window for the small network. */
  public static RulWindow window(long seed) {
    return window(seed, LENGTH, SETTINGS + 1 + SENSORS);
  }

  /**
   * Writes a model whose RUL is the small difference of large numbers, about the middle of the
   * range for the window of its sample: nothing is left of it in 16 bits.
   */
  public static ModelDirectory writeBrittle(Path version, long seed) {
    ModelDirectory sound = write(version.resolveSibling("sound-" + version.getFileName()), seed);
    RulSpec spec = RulModel.spec(sound);
    JsonNodeFactory json = JsonNodeFactory.instance;
    RulWindow window = window(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(spec.network(), seed);
      network.initialize(manager);
      float[] weight = new float[spec.network().units().get(1)];
      weight[0] = 1;
      NDArray head = network.namedParameters().get("rulHead.weight").getArray();
      NDArray bias = network.namedParameters().get("rulHead.bias").getArray();
      head.set(weight);
      float[] values = new float[window.length() * window.channels()];
      spec.scaling().scale(window, values, 0);
      NDArray x = manager.create(values, new Shape(1, window.length(), window.channels()));
      NDList out = network.forward(new ParameterStore(manager, false), new NDList(x), false);
      weight[0] = 4000;
      head.set(weight);
      bias.set(new float[] {0.5f - 4000 * out.get(1).toFloatArray()[0]});
      return RulModelWriter.write(
          version, spec, network, List.of(window), List.of(), json.objectNode(), json.objectNode());
    }
  }

  /** A window of so many readings and channels. */
  public static RulWindow window(long seed, int length, int channels) {
    Random random = new Random(seed);
    return RulWindow.of(
        IntStream.rangeClosed(1, length).toArray(),
        rows(random, length, SETTINGS),
        rows(random, length, channels - SETTINGS - 1));
  }

  private static double[][] rows(Random random, int rows, int columns) {
    return IntStream.range(0, rows)
        .mapToObj(row -> random.doubles(columns).toArray())
        .toArray(double[][]::new);
  }
}
