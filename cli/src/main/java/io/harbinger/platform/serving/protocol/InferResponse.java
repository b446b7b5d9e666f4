package io.harbinger.platform.serving.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a model answers.
 *
 * @param model its name
 * @param versions that answered, one for each row of the batch; they differ where rows bring states
 *     of different versions, or a version's place was taken meanwhile
 * @param id of the request
 * @param outputs in the order of the model's metadata
 */
public record InferResponse(
    String model, List<String> versions, Optional<String> id, List<Tensor> outputs) {

  /** Copies the lists. */
  public InferResponse {
    versions = List.copyOf(versions);
    outputs = List.copyOf(outputs);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("an answer of no version (expected one for each row)");
    }
  }

  /** Whether all rows were answered by one version. */
  public boolean ofOneVersion() {
    return versions.stream().distinct().count() == 1;
  }
}
