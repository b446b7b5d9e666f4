package io.harbinger.model.rul.stream;

import ai.djl.Device;
import io.harbinger.model.Safetensors;
import io.harbinger.network.onnx.OnnxSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in ONNX Runtime, which computes no gradients: those, some of a machine's life, are
 * PyTorch's.
 */
final class OnnxStreamEngine implements StreamEngine {

  private final StreamSpec spec;
  private final OnnxSession session;
  private final PyTorchStreamEngine gradients;

  OnnxStreamEngine(StreamSpec spec, Safetensors weights) {
    StreamWeights.check(spec.network(), weights);
    this.spec = spec;
    this.session = OnnxSession.of(OnnxStreamStep.of(spec.network(), weights));
    try {
      this.gradients = new PyTorchStreamEngine(spec, weights);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public Told tell(StreamScratch scratch, int time, int batch) {
    StreamNetworkConfig config = spec.network();
    int features = batch * config.features();
    FloatBuffer all = scratch.floats(0, time * features);
    float[] told = new float[time * batch * config.outputs()];
    List<float[]> layers = List.of();
    for (int t = 0; t < time; t++) {
      if (t > 0) {
        passOn(layers, scratch);
      }
      Map<String, OnnxSession.Input> inputs = new LinkedHashMap<>();
      inputs.put(
          OnnxStreamStep.FEATURES,
          new OnnxSession.Input(all.slice(t * features, features), batch, config.features()));
      for (int i = 0; i < config.units().size(); i++) {
        int units = config.units().get(i);
        FloatBuffer state = scratch.floats(i + 1, config.members() * batch * units);
        inputs.put(
            OnnxStreamStep.state(i), new OnnxSession.Input(state, config.members(), batch, units));
      }
      List<float[]> outputs = session.run(inputs);
      together(outputs.get(0), batch, told, t * batch * config.outputs());
      layers = new ArrayList<>(outputs.subList(1, outputs.size()));
    }
    return new Told(told, layers);
  }

  @Override
  public float[] gradient(StreamScratch scratch, int time, int batch) {
    return gradients.gradient(scratch, time, batch);
  }

  private static void passOn(List<float[]> layers, StreamScratch scratch) {
    for (int i = 0; i < layers.size(); i++) {
      scratch.room(i + 1, layers.get(i).length).put(layers.get(i));
    }
  }

  /**
   * The mean over the members.
   *
   * @param outputs (members, batch, outputs)
   * @param told where the step's numbers go
   * @param at the first of them
   */
  private void together(float[] outputs, int batch, float[] told, int at) {
    int members = spec.network().members();
    int width = spec.network().outputs();
    for (int i = 0; i < batch; i++) {
      double rul = 0;
      double low = 0;
      double high = 0;
      double[] logits = new double[width - 3];
      for (int member = 0; member < members; member++) {
        StreamOutput output =
            StreamOutput.read(outputs, (member * batch + i) * width, width, spec.cap());
        rul += output.rul();
        low += output.low();
        high += output.high();
        for (int horizon = 0; horizon < logits.length; horizon++) {
          logits[horizon] += output.logits()[horizon];
        }
      }
      int own = at + i * width;
      told[own] = (float) (rul / members);
      told[own + 1] = (float) (low / members);
      told[own + 2] = (float) (high / members);
      for (int horizon = 0; horizon < logits.length; horizon++) {
        told[own + 3 + horizon] = (float) (logits[horizon] / members);
      }
    }
  }

  /** As PyTorch's processor is named: models of both backends share its time. */
  @Override
  public String device() {
    return Device.cpu().toString();
  }

  @Override
  public int held() {
    return (session.isOpen() ? 1 : 0) + gradients.held();
  }

  @Override
  public void close() {
    gradients.close();
    session.close();
  }
}
