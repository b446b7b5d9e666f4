package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.ops.OpLibrary;
import io.harbinger.network.recurrent.Janet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link RulNetwork} in any precision: the same computation by operations of the op library
 * alone, since DJL's own cannot all take a lower one ({@link PrecisionCast}). Weights, inputs and
 * products are in that precision, the layers' states are summed up in float32. For serving; nothing
 * is recorded. Owns nothing; thread-safe.
 */
final class CastRulNetwork {

  private final RulNetworkConfig config;
  private final PrecisionCast cast;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();

  /**
   * A network of given weights.
   *
   * @param weights exactly those that the network has
   * @param manager owns them in the precision
   */
  CastRulNetwork(
      RulNetworkConfig config, Safetensors weights, PrecisionCast cast, NDManager manager) {
    this.config = config;
    this.cast = cast;
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                this.weights.put(name, cast.weight(ofOneMember(name, tensor), manager)));
  }

  /** The recurrent layers' operation takes weights of members, of which there is one here. */
  private static Tensor ofOneMember(String name, Tensor tensor) {
    if (!name.startsWith("janet")) {
      return tensor;
    }
    List<Long> shape = new ArrayList<>(tensor.shape());
    shape.add(0, 1L);
    return Tensor.of(shape, tensor.values());
  }

  /**
   * Reads windows.
   *
   * @param windows (batch, time, channels), scaled, in the precision
   * @param call owns the results
   * @return the logits of failure (batch, horizons), then the RUL (batch, 1) in units of {@link
   *     RulScaling#rulScale()}, both in float32
   */
  NDList forward(NDArray windows, NDManager call) {
    long batch = windows.getShape().get(0);
    NDArray beta = call.full(new Shape(), Janet.BETA, DataType.FLOAT32);
    NDArray states = windows.transpose(1, 0, 2).expandDims(0);
    NDArray last = states;
    for (int i = 0; i < config.units().size(); i++) {
      NDList out =
          OpLibrary.get()
              .call(
                  "janet_members",
                  new NDList(
                      states,
                      weight("janet" + i + ".inputWeight"),
                      weight("janet" + i + ".recurrentWeight"),
                      weight("janet" + i + ".bias"),
                      beta,
                      call.zeros(new Shape(1, batch, config.units().get(i)))),
                  false);
      states = out.get(0);
      last = out.get(1);
    }
    NDArray all = states.squeeze(0);
    NDArray end = cast.down(last.squeeze(0));
    return new NDList(
        head("failureHead", read("failureAttention", all, end)),
        head("rulHead", read("rulAttention", all, end)));
  }

  /** What a head reads: all states by an attention of its own, or the last state. */
  private NDArray read(String attention, NDArray states, NDArray last) {
    return config.attention()
        ? call("read_by_task", states, attention, List.of("projection", "bias", "context"))
        : last;
  }

  private NDArray head(String name, NDArray x) {
    return call("read_head", x, name, List.of("weight", "bias"));
  }

  private NDArray call(String operation, NDArray x, String of, List<String> parameters) {
    List<NDArray> arguments = new ArrayList<>(List.of(x));
    parameters.forEach(parameter -> arguments.add(weight(of + "." + parameter)));
    return OpLibrary.get().call(operation, new NDList(arguments), false).singletonOrThrow();
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
