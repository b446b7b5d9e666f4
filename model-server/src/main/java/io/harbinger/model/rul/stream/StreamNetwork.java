package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.harbinger.network.ops.OpLibrary;
import io.harbinger.network.recurrent.Janet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An ensemble of equal networks that read a machine step by step: a dense layer with tanh, JANET
 * layers, a dense layer with a rectifier, the outputs.
 *
 * <p>All members are computed at once: every weight has the member as its first axis, and a product
 * of all members is one batched product. Sequences are {@code (members, time, batch, features)}.
 *
 * <p>The outputs of a step, in this order: the RUL in units of the label's scale, the reach of its
 * interval below and above before a softplus, the logit of failure within each horizon.
 *
 * <p>Owns nothing: whoever made the weights frees them. Thread-safe while they do not change.
 */
public final class StreamNetwork {

  private final StreamNetworkConfig config;
  private final Map<String, NDArray> weights;

  /**
   * A network of given weights.
   *
   * @param weights by the names and of the shapes of {@link #shapes}
   */
  public StreamNetwork(StreamNetworkConfig config, Map<String, NDArray> weights) {
    this.config = config;
    this.weights = new LinkedHashMap<>(weights);
    shapes(config)
        .forEach(
            (name, shape) -> {
              NDArray weight = weights.get(name);
              if (weight == null || !weight.getShape().equals(shape)) {
                throw new IllegalArgumentException(
                    "the weights hold %s as %s (expected shape %s)"
                        .formatted(name, weight == null ? "nothing" : weight.getShape(), shape));
              }
            });
  }

  /** The sizes. */
  public StreamNetworkConfig config() {
    return config;
  }

  /** The weights by name. */
  public Map<String, NDArray> weights() {
    return weights;
  }

  /** The shape of every weight by its stable name, the member first. */
  public static Map<String, Shape> shapes(StreamNetworkConfig config) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    int members = config.members();
    shapes.put("embedding.weight", new Shape(members, config.features(), config.embedding()));
    shapes.put("embedding.bias", new Shape(members, 1, config.embedding()));
    int width = config.embedding();
    for (int i = 0; i < config.units().size(); i++) {
      int units = config.units().get(i);
      shapes.put(janet(i, "inputWeight"), new Shape(members, width, 2L * units));
      shapes.put(janet(i, "recurrentWeight"), new Shape(members, units, 2L * units));
      shapes.put(janet(i, "bias"), new Shape(members, 1, 2L * units));
      width = units;
    }
    shapes.put("head.weight", new Shape(members, width, config.head()));
    shapes.put("head.bias", new Shape(members, 1, config.head()));
    shapes.put("output.weight", new Shape(members, config.head(), config.outputs()));
    shapes.put("output.bias", new Shape(members, 1, config.outputs()));
    return shapes;
  }

  private static String janet(int layer, String weight) {
    return "janet" + layer + "." + weight;
  }

  /** The state before the first step, one array {@code (members, batch, units)} a layer. */
  public NDList zeroState(NDManager manager, long batch) {
    NDList state = new NDList();
    for (int units : config.units()) {
      state.add(manager.zeros(new Shape(config.members(), batch, units)));
    }
    return state;
  }

  /**
   * What the members say at each step, and the state after the last.
   *
   * @param outputs (members, time, batch, outputs)
   * @param state one array (members, batch, units) a layer
   */
  public record Output(NDArray outputs, NDList state) {}

  /**
   * Reads sequences on from a state, each member sequences of its own.
   *
   * @param x the features (members, time, batch, features)
   * @param state as {@link #zeroState} or an earlier output
   */
  public Output forward(NDArray x, NDList state) {
    return forward(x, state, UnaryOperator.identity(), false);
  }

  /**
   * What all members together say at each step, and the state after the last.
   *
   * @param told (time, batch, outputs): the mean RUL in cycles, the mean lower and upper end of the
   *     interval as trained in cycles, the mean logits
   * @param state one array (members, batch, units) a layer
   */
  public record Told(NDArray told, NDList state) {}

  /**
   * Reads sequences on from a state, all members the same: what serving does, in few calls of the
   * engine and without a copy of the input for each member.
   *
   * @param x the features (time, batch, features)
   * @param cap cycles that are 1 in the network's unit
   */
  public Told tell(NDArray x, NDList state, double cap) {
    NDArray states = embed(x);
    // One step is done in place, which nothing recorded could be.
    String operation = x.getShape().get(0) == 1 ? "step_members" : "janet_members";
    NDList last = new NDList();
    for (int i = 0; i < config.units().size(); i++) {
      NDList out = janet(operation, i, states, state.get(i), false);
      states = out.get(0);
      last.add(out.get(1));
    }
    NDArray scale = x.getManager().full(new Shape(), (float) cap, DataType.FLOAT32);
    NDArray told =
        serve(
            "read_members",
            states,
            weight("head.weight"),
            weight("head.bias"),
            weight("output.weight"),
            weight("output.bias"),
            scale);
    return new Told(told, last);
  }

  /**
   * How the life that all members together tell after the last step moves with each feature; each
   * sequence begins at a state of zeros. By the chain rule written out: a recorded backward pass
   * costs up to three times as much for few sequences, and a thread that serves records nothing.
   *
   * @param x the features (time, batch, features)
   * @param cap cycles that are 1 in the network's unit
   * @return cycles per unit of the feature (time, batch, features), of the life before it is
   *     bounded
   */
  public NDArray lifeGradient(NDArray x, double cap) {
    NDList zeros = zeroState(x.getManager(), x.getShape().get(1));
    NDArray embedded = embed(x);
    NDList states = new NDList();
    NDList gates = new NDList();
    for (int i = 0; i < config.units().size(); i++) {
      NDArray below = i == 0 ? embedded : states.get(i - 1);
      NDList out = janet("janet_members_gates", i, below, zeros.get(i), false);
      states.add(out.get(0));
      gates.add(out.get(1));
    }
    NDArray scale = x.getManager().full(new Shape(), (float) cap, DataType.FLOAT32);
    NDArray gradient =
        serve(
            "read_members_back",
            states.get(states.size() - 1),
            weight("head.weight"),
            weight("head.bias"),
            weight("output.weight"),
            scale);
    NDArray beta = x.getManager().full(new Shape(), Janet.BETA, DataType.FLOAT32);
    for (int i = config.units().size() - 1; i >= 0; i--) {
      gradient =
          serve(
              "janet_members_back",
              gates.get(i),
              weight(janet(i, "inputWeight")),
              weight(janet(i, "recurrentWeight")),
              beta,
              zeros.get(i),
              states.get(i),
              gradient);
    }
    return serve("embed_members_back", embedded, weight("embedding.weight"), gradient);
  }

  private NDArray embed(NDArray x) {
    return serve("embed_members", x, weight("embedding.weight"), weight("embedding.bias"));
  }

  private static NDArray serve(String operation, NDArray... inputs) {
    return OpLibrary.get().call(operation, new NDList(inputs), false).singletonOrThrow();
  }

  /**
   * The same in training.
   *
   * @param dropout applied to what comes out of each layer
   */
  public Output train(NDArray x, NDList state, UnaryOperator<NDArray> dropout) {
    return forward(x, state, dropout, true);
  }

  private Output forward(
      NDArray x, NDList state, UnaryOperator<NDArray> dropout, boolean training) {
    Shape shape = x.getShape();
    if (shape.dimension() != 4
        || shape.get(0) != config.members()
        || shape.get(3) != config.features()) {
      throw new IllegalArgumentException(
          "the network got an input of shape %s (expected %d members, time, batch, %d features)"
              .formatted(shape, config.members(), config.features()));
    }
    NDArray states = dense("embedding", x).tanh();
    NDList last = new NDList();
    for (int i = 0; i < config.units().size(); i++) {
      NDList out = janet("janet_members", i, states, state.get(i), training);
      states = dropout.apply(out.get(0));
      last.add(out.get(1));
    }
    NDArray head = dropout.apply(Activation.relu(dense("head", states)));
    return new Output(dense("output", head), last);
  }

  private NDList janet(String operation, int layer, NDArray x, NDArray state, boolean training) {
    try (NDArray beta = x.getManager().full(new Shape(), Janet.BETA, DataType.FLOAT32)) {
      return OpLibrary.get()
          .call(
              operation,
              new NDList(
                  x,
                  weight(janet(layer, "inputWeight")),
                  weight(janet(layer, "recurrentWeight")),
                  weight(janet(layer, "bias")),
                  beta,
                  state),
              training);
    }
  }

  private NDArray dense(String name, NDArray x) {
    Shape shape = x.getShape();
    NDArray weight = weight(name + ".weight");
    NDArray flat =
        x.reshape(shape.get(0), shape.get(1) * shape.get(2), shape.get(3))
            .matMul(weight)
            .add(weight(name + ".bias"));
    return flat.reshape(shape.get(0), shape.get(1), shape.get(2), weight.getShape().get(2));
  }

  private NDArray weight(String name) {
    NDArray weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("no weight " + name + " (have " + weights.keySet() + ")");
    }
    return weight;
  }
}
