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
    } catch (Throwable e) {
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
    for (int t = 0; t < time; t++) {
      if (t > 0) {
        passOn(scratch, batch);
      }
      Map<String, OnnxSession.Input> inputs = new LinkedHashMap<>();
      inputs.put(
          OnnxStreamStep.FEATURES,
          new OnnxSession.Input(all.slice(t * features, features), batch, config.features()));
      for (int i = 0; i < config.units().size(); i++) {
        inputs.put(OnnxStreamStep.state(i), members(before(scratch, i, batch), batch));
      }
      FloatBuffer outputs = scratch.room(outputSlot(), config.members() * batch * config.outputs());
      List<OnnxSession.Input> targets = new ArrayList<>();
      targets.add(members(outputs, batch));
      for (int i = 0; i < config.units().size(); i++) {
        targets.add(members(scratch.room(afterSlot(i), size(i, batch)), batch));
      }
      session.run(inputs, targets);
      together(outputs, batch, told, t * batch * config.outputs());
    }
    List<FloatBuffer> layers = new ArrayList<>();
    for (int i = 0; i < config.units().size(); i++) {
      layers.add(scratch.floats(afterSlot(i), size(i, batch)));
    }
    return new Told(told, layers);
  }

  private OnnxSession.Input members(FloatBuffer values, int batch) {
    int members = spec.network().members();
    return new OnnxSession.Input(values, members, batch, values.remaining() / members / batch);
  }

  private int size(int layer, int batch) {
    return spec.network().members() * batch * spec.network().units().get(layer);
  }

  private FloatBuffer before(StreamScratch scratch, int layer, int batch) {
    return scratch.floats(1 + layer, size(layer, batch));
  }

  /** What the members say comes after the features and the states before the step. */
  private int outputSlot() {
    return 1 + spec.network().units().size();
  }

  /** Then come the states after it: a step cannot write over what it reads. */
  private int afterSlot(int layer) {
    return outputSlot() + 1 + layer;
  }

  private void passOn(StreamScratch scratch, int batch) {
    for (int i = 0; i < spec.network().units().size(); i++) {
      before(scratch, i, batch).put(scratch.floats(afterSlot(i), size(i, batch)));
    }
  }

  @Override
  public float[] gradient(StreamScratch scratch, int time, int batch) {
    return gradients.gradient(scratch, time, batch);
  }

  /**
   * The mean over the members.
   *
   * @param outputs (members, batch, outputs)
   * @param told where the step's numbers go
   * @param at the first of them
   */
  private void together(FloatBuffer outputs, int batch, float[] told, int at) {
    int members = spec.network().members();
    int width = spec.network().outputs();
    double cap = spec.cap();
    for (int i = 0; i < batch; i++) {
      double rul = 0;
      double below = 0;
      double above = 0;
      int own = at + i * width;
      for (int member = 0; member < members; member++) {
        int from = (member * batch + i) * width;
        rul += outputs.get(from);
        below += StreamOutput.softplus(outputs.get(from + 1));
        above += StreamOutput.softplus(outputs.get(from + 2));
        for (int logit = 3; logit < width; logit++) {
          told[own + logit] += outputs.get(from + logit) / members;
        }
      }
      told[own] = (float) (rul * cap / members);
      told[own + 1] = (float) ((rul - below) * cap / members);
      told[own + 2] = (float) ((rul + above) * cap / members);
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
    try {
      gradients.close();
    } finally {
      session.close();
    }
  }
}
