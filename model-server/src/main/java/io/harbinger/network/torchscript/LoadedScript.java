package io.harbinger.network.torchscript;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A module that the engine loaded from an archive. Owns its native memory until it is closed; to be
 * used by one thread at a time.
 */
public final class LoadedScript implements AutoCloseable {

  private final Model model;

  private LoadedScript(Model model) {
    this.model = model;
  }

  /**
   * Loads an archive.
   *
   * @param name of the module, for messages
   */
  public static LoadedScript of(byte[] archive, String name) {
    Model model = Model.newInstance(name, "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive));
      return new LoadedScript(model);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException("cannot load the module " + name, e);
    } catch (MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException("the engine refused the module " + name, e);
    }
  }

  /** The module as the engine has it. */
  public PtSymbolBlock block() {
    return (PtSymbolBlock) model.getBlock();
  }

  /**
   * The values of the outputs for an input.
   *
   * <p>Runs as other programs run a module: with the optimizing executor, which rewrites the code
   * on its first runs.
   *
   * @param values row-major
   * @param shape of the input
   */
  public List<float[]> outputs(float[] values, Shape shape) {
    // Per thread, and on unless something turned it off.
    JniUtils.setGraphExecutorOptimize(true);
    try (NDManager manager = model.getNDManager().newSubManager();
        NDArray x = manager.create(values, shape)) {
      NDList out = block().forward(new ParameterStore(manager, false), new NDList(x), false);
      return out.stream().map(NDArray::toFloatArray).toList();
    }
  }

  @Override
  public void close() {
    model.close();
  }

  @Override
  public String toString() {
    return "LoadedScript(" + model.getName() + ")";
  }
}
