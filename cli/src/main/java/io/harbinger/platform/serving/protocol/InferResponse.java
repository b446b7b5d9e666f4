package io.harbinger.platform.serving.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a model answers.
 *
 * @param model its name
 * @param version that answered
 * @param id of the request
 * @param outputs in the order of the model's metadata
 */
public record InferResponse(
    String model, String version, Optional<String> id, List<Tensor> outputs) {

  /** Copies the list. */
  public InferResponse {
    outputs = List.copyOf(outputs);
  }
}
