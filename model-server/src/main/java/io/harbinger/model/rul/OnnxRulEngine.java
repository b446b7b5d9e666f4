package io.harbinger.model.rul;

import ai.djl.Device;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.Safetensors;
import io.harbinger.network.onnx.OnnxSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** A network in ONNX Runtime. */
final class OnnxRulEngine implements RulEngine {

  private final RulNetworkConfig config;
  private final OnnxSession session;

  OnnxRulEngine(RulNetworkConfig config, Safetensors weights) {
    this.config = config;
    this.session = OnnxSession.of(OnnxRulNetwork.of(config, RulWeights.checked(config, weights)));
  }

  @Override
  public Heads read(float[] values, int batch, BatchPhases phases) {
    OnnxSession.Input windows =
        new OnnxSession.Input(FloatBuffer.wrap(values), batch, config.window(), config.channels());
    phases.inputReady();
    List<float[]> outputs = session.run(Map.of(OnnxRulNetwork.WINDOWS, windows));
    phases.outputReady();
    return new Heads(outputs.get(0), outputs.get(1));
  }

  /** As PyTorch's processor is named: models of both backends share its time. */
  @Override
  public String device() {
    return Device.cpu().toString();
  }

  @Override
  public int held() {
    return session.isOpen() ? 1 : 0;
  }

  @Override
  public void close() {
    session.close();
  }
}
