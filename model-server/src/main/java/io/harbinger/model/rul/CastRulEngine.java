package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.ops.HostTransfer;

/** A network in PyTorch, through DJL, in a lower precision than it was trained in. */
final class CastRulEngine implements RulEngine {

  private final RulNetworkConfig config;
  private final PrecisionCast cast;
  private final NDManager manager;
  private final CastRulNetwork network;
  private final HostTransfer transfer;

  CastRulEngine(RulNetworkConfig config, Safetensors weights, Precision precision) {
    this.config = config;
    this.cast = new PrecisionCast(precision);
    this.manager = NDManager.newBaseManager();
    try {
      Safetensors checked = RulWeights.checked(config, weights);
      this.network = new CastRulNetwork(config, checked, cast, manager);
      this.transfer = HostTransfer.to(manager);
    } catch (Throwable e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Heads read(float[] values, int batch, BatchPhases phases) {
    GradientRecording.Scope paused = GradientRecording.pause();
    try (NDManager call = manager.newSubManager()) {
      Shape shape = new Shape(batch, config.window(), config.channels());
      // Cast before it travels, at half the size.
      NDArray x = transfer.bring(host -> cast.down(host.create(values, shape)), call);
      phases.inputReady();
      NDList out = network.forward(x, call);
      Heads heads = new Heads(out.get(0).toFloatArray(), out.get(1).toFloatArray());
      phases.outputReady();
      return heads;
    } finally {
      paused.close();
    }
  }

  @Override
  public String device() {
    return manager.getDevice().toString();
  }

  @Override
  public int held() {
    return manager.isOpen() ? manager.getManagedArrays().size() : 0;
  }

  @Override
  public void close() {
    manager.close();
  }
}
