package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a trained streaming network as a model directory, with a sample of its own answers. */
public final class StreamModelWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamModelWriter() {}

  /**
   * Writes a version whose state is no larger than {@link StateSize#LIMIT}.
   *
   * @param path the version's directory, which must not exist
   * @param weights by name
   * @param sample readings of a machine from its first on, for the check at load
   * @param data what it was trained on
   * @param metrics measured on held-out engines
   * @param recipe the resolved recipe
   * @throws IllegalArgumentException if a machine's state would be larger; says by how much
   */
  public static ModelDirectory write(
      Path path,
      StreamSpec spec,
      Map<String, Tensor> weights,
      RulWindow sample,
      List<Manifest.DataSource> data,
      JsonNode metrics,
      JsonNode recipe) {
    return write(path, spec, weights, sample, data, metrics, recipe, StateSize.LIMIT);
  }

  /**
   * Likewise, of another limit: for an experiment, since no job serves a model above the usual one.
   *
   * @param largestState the most bytes of a machine's state
   */
  public static ModelDirectory write(
      Path path,
      StreamSpec spec,
      Map<String, Tensor> weights,
      RulWindow sample,
      List<Manifest.DataSource> data,
      JsonNode metrics,
      JsonNode recipe,
      int largestState) {
    StateSize.of(spec).require(largestState);
    Safetensors file = new Safetensors(weights, Map.of("format", "pt"));
    byte[] answered;
    ModelInfo info = new ModelInfo("new", "0", StreamRulModel.TASK);
    try (StreamRulModel model = StreamRulModel.of(info, spec, file)) {
      answered = StreamSample.answered(sample, model).toBytes();
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            StreamRulModel.TASK,
            JSON.valueToTree(spec),
            data,
            metrics,
            recipe,
            Map.of());
    return ModelDirectory.write(
        path,
        manifest,
        Map.of(StreamRulModel.WEIGHTS, file.encode(), StreamRulModel.SAMPLE, answered));
  }

  /**
   * A network's weights as the file has them.
   *
   * @param members how many, the first
   */
  public static Map<String, Tensor> tensors(StreamNetwork network, int members) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.weights().forEach((name, array) -> tensors.put(name, first(array, members)));
    return tensors;
  }

  /** The values of the first members, which every weight has as its first axis. */
  private static Tensor first(NDArray weight, int members) {
    List<Long> shape = new ArrayList<>();
    Arrays.stream(weight.getShape().getShape()).forEach(shape::add);
    float[] values = weight.toFloatArray();
    int each = values.length / Math.toIntExact(shape.get(0));
    shape.set(0, (long) members);
    return Tensor.of(shape, Arrays.copyOf(values, members * each));
  }
}
