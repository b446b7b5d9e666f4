package io.harbinger.platform.serving.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a model.
 *
 * @param id given back with the answer
 * @param parameters of the request, as given
 * @param inputs by name
 * @param outputs that are wanted; empty for all
 */
public record InferRequest(
    Optional<String> id,
    Map<String, Object> parameters,
    Map<String, Tensor> inputs,
    Set<String> outputs) {

  /** Copies the collections. */
  public InferRequest {
    parameters = Map.copyOf(parameters);
    inputs = Map.copyOf(inputs);
    outputs = Set.copyOf(outputs);
  }

  /** An input that the model needs. */
  public Tensor input(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                ProtocolException.of(
                    400, "the input %s is missing (came: %s)".formatted(name, inputs.keySet())));
  }

  /** An input that may be left out. */
  public Optional<Tensor> optional(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /** Whether a parameter is set to true. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(parameters.get(name));
  }
}
