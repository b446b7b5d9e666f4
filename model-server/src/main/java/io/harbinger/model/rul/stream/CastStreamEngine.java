package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.rul.PrecisionCast;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.ops.HostTransfer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in PyTorch, through DJL, in a lower precision than it was trained in. Gradients, some
 * of a machine's life, stay in float32: no sample vouches for them.
 */
final class CastStreamEngine implements StreamEngine {

  private final StreamSpec spec;
  private final PrecisionCast cast;
  private final PyTorchStreamEngine gradients;
  private final NDManager manager;
  private final StreamNetwork network;
  private final HostTransfer transfer;

  CastStreamEngine(StreamSpec spec, Safetensors weights, Precision precision) {
    this.spec = spec;
    this.cast = new PrecisionCast(precision);
    this.gradients = new PyTorchStreamEngine(spec, weights);
    this.manager = NDManager.newBaseManager();
    try {
      this.network = StreamWeights.network(spec.network(), weights, manager, cast);
      this.transfer = HostTransfer.to(manager);
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  @Override
  public Told tell(StreamScratch scratch, int time, int batch) {
    GradientRecording.Scope paused = GradientRecording.pause();
    try (NDManager call = manager.newSubManager()) {
      StreamNetworkConfig config = spec.network();
      Shape features = new Shape(time, batch, config.features());
      // Cast before it travels, at half the size.
      NDArray x = transfer.bring(host -> cast.down(scratch.array(0, features, host)), call);
      NDList layers = new NDList();
      for (int units : config.units()) {
        Shape shape = new Shape(config.members(), batch, units);
        int slot = layers.size() + 1;
        layers.add(transfer.bring(host -> scratch.array(slot, shape, host), call));
      }
      StreamNetwork.Told told = network.tell(x, layers, spec.cap());
      List<FloatBuffer> states = new ArrayList<>();
      told.state().forEach(layer -> states.add(FloatBuffer.wrap(layer.toFloatArray())));
      return new Told(told.told().toFloatArray(), states);
    } finally {
      paused.close();
    }
  }

  @Override
  public float[] gradient(StreamScratch scratch, int time, int batch) {
    return gradients.gradient(scratch, time, batch);
  }

  @Override
  public String device() {
    return manager.getDevice().toString();
  }

  @Override
  public int held() {
    return (manager.isOpen() ? manager.getManagedArrays().size() : 0) + gradients.held();
  }

  @Override
  public void close() {
    try {
      gradients.close();
    } finally {
      manager.close();
    }
  }
}
