package io.harbinger.model.rul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a trained network as a model directory, with a sample of its own answers. */
public final class RulModelWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RulModelWriter() {}

  /**
   * Writes a version.
   *
   * @param path the version's directory, which must not exist
   * @param network with its trained weights
   * @param samples at least one window, for the check at load
   * @param data what it was trained on
   * @param metrics measured on held-out engines
   * @param recipe the resolved recipe
   */
  public static ModelDirectory write(
      Path path,
      RulSpec spec,
      RulNetwork network,
      List<RulWindow> samples,
      List<Manifest.DataSource> data,
      JsonNode metrics,
      JsonNode recipe) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network
        .namedParameters()
        .forEach(
            (name, parameter) ->
                tensors.put(
                    name,
                    Tensor.of(
                        Arrays.stream(parameter.getArray().getShape().getShape()).boxed().toList(),
                        parameter.getArray().toFloatArray())));
    Safetensors weights = new Safetensors(tensors, Map.of("format", "pt"));
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            RulModel.TASK,
            JSON.valueToTree(spec),
            data,
            metrics,
            recipe,
            Map.of());
    return ModelDirectory.write(
        path,
        manifest,
        Map.of(
            RulModel.WEIGHTS, weights.encode(), RulModel.SAMPLE, sample(spec, weights, samples)));
  }

  private static byte[] sample(RulSpec spec, Safetensors weights, List<RulWindow> windows) {
    List<RulSample.Case> cases = new ArrayList<>();
    try (RulModel model = RulModel.of(new ModelInfo("new", "0", RulModel.TASK), spec, weights)) {
      for (RulWindow window : windows) {
        model.validate(window);
        cases.add(answered(window, model.predict(List.of(window)).get(0)));
      }
      return JSON.writeValueAsBytes(new RulSample(cases));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the sample", e);
    }
  }

  private static RulSample.Case answered(RulWindow window, RulEstimate answer) {
    List<Integer> cycles = new ArrayList<>();
    List<List<Double>> settings = new ArrayList<>();
    List<List<Double>> sensors = new ArrayList<>();
    for (int t = 0; t < window.length(); t++) {
      settings.add(values(window, t, 0, window.settings()));
      cycles.add((int) window.value(t, window.settings()));
      sensors.add(values(window, t, window.settings() + 1, window.channels()));
    }
    return new RulSample.Case(
        cycles, settings, sensors, answer.rul(), answer.within15(), answer.within30());
  }

  private static List<Double> values(RulWindow window, int time, int from, int to) {
    List<Double> values = new ArrayList<>();
    for (int channel = from; channel < to; channel++) {
      values.add((double) window.value(time, channel));
    }
    return values;
  }
}
