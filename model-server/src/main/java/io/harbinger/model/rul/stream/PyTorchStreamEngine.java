package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.Safetensors;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.ops.HostTransfer;
import java.nio.FloatBuffer;
import java.util.List;

/** A network in PyTorch, through DJL. */
final class PyTorchStreamEngine implements StreamEngine {

  private final StreamSpec spec;
  private final NDManager manager;
  private final StreamNetwork network;
  private final HostTransfer transfer;

  PyTorchStreamEngine(StreamSpec spec, Safetensors weights) {
    this.spec = spec;
    this.manager = NDManager.newBaseManager();
    try {
      this.network = StreamWeights.network(spec.network(), weights, manager);
      this.transfer = HostTransfer.to(manager);
    } catch (Throwable e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Told tell(StreamScratch scratch, int time, int batch) {
    GradientRecording.Scope paused = GradientRecording.pause();
    try (NDManager call = manager.newSubManager()) {
      StreamNetworkConfig config = spec.network();
      NDArray x = view(scratch, 0, new Shape(time, batch, config.features()), call);
      NDList layers = new NDList();
      for (int units : config.units()) {
        Shape shape = new Shape(config.members(), batch, units);
        layers.add(view(scratch, layers.size() + 1, shape, call));
      }
      StreamNetwork.Told told = network.tell(x, layers, spec.cap());
      List<FloatBuffer> states =
          told.state().stream().map(layer -> FloatBuffer.wrap(layer.toFloatArray())).toList();
      return new Told(told.told().toFloatArray(), states);
    } finally {
      paused.close();
    }
  }

  @Override
  public float[] gradient(StreamScratch scratch, int time, int batch) {
    GradientRecording.Scope paused = GradientRecording.pause();
    try (NDManager call = manager.newSubManager()) {
      Shape shape = new Shape(time, batch, spec.network().features());
      return network.lifeGradient(view(scratch, 0, shape, call), spec.cap()).toFloatArray();
    } finally {
      paused.close();
    }
  }

  private NDArray view(StreamScratch scratch, int slot, Shape shape, NDManager call) {
    return transfer.bring(host -> scratch.array(slot, shape, host), call);
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
