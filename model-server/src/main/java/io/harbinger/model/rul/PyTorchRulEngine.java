package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.Safetensors;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.ops.HostTransfer;
import java.util.List;
import java.util.Objects;

/** A network in PyTorch, through DJL. */
final class PyTorchRulEngine implements RulEngine {

  private final RulNetwork network;
  private final NDManager manager;
  private final HostTransfer transfer;

  PyTorchRulEngine(RulNetworkConfig config, Safetensors weights) {
    manager = NDManager.newBaseManager();
    network = new RulNetwork(config, 0);
    try {
      network.initialize(manager);
      List<String> misfits = RulWeights.misfits(network, weights);
      if (!misfits.isEmpty()) {
        throw new IllegalArgumentException(misfits.get(0));
      }
      network
          .namedParameters()
          .forEach(
              (name, parameter) ->
                  parameter
                      .getArray()
                      .set(Objects.requireNonNull(weights.tensors().get(name)).values()));
      transfer = HostTransfer.to(manager);
    } catch (Throwable e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Heads read(float[] values, int batch, BatchPhases phases) {
    GradientRecording.Scope paused = GradientRecording.pause();
    try (NDManager call = manager.newSubManager()) {
      RulNetworkConfig config = network.config();
      Shape shape = new Shape(batch, config.window(), config.channels());
      NDArray x = transfer.bring(host -> host.create(values, shape), call);
      phases.inputReady();
      NDList out = network.forward(new ParameterStore(call, false), new NDList(x), false);
      Heads heads = new Heads(out.get(0).toFloatArray(), out.get(1).toFloatArray());
      phases.outputReady();
      return heads;
    } finally {
      paused.close();
    }
  }

  /** The network with its weights. */
  RulNetwork network() {
    return network;
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
