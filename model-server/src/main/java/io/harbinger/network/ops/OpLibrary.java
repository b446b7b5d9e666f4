package io.harbinger.network.ops;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Operations in TorchScript: whole loops that run inside the engine instead of a native call per
 * step.
 *
 * <p>The operations have no parameters of their own: everything they use is passed in, so gradients
 * flow to whatever the caller passes. One library per JVM, loaded at the first use and never freed;
 * thread-safe.
 */
public final class OpLibrary {

  private static final String CLASS = "Ops";

  /** The fragments, each holding methods of the one class. */
  private static final List<String> FRAGMENTS = List.of("recurrent.py", "attention.py");

  private static final String HEAD =
      """
      class Ops(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private final PtSymbolBlock module;

  /** Owns the module; reachable as long as the library is. */
  private final Model model;

  private OpLibrary(Model model) {
    this.model = model;
    this.module = (PtSymbolBlock) model.getBlock();
  }

  /** The library of this JVM. */
  public static OpLibrary get() {
    return Holder.LIBRARY;
  }

  /**
   * Runs an operation.
   *
   * @param operation a method of the library
   * @param inputs its arguments in order; the outputs belong to the manager of the first
   * @param recordGradient true to record the operation for a backward pass; false computes in
   *     inference mode, and what comes out can never take part in a recorded computation
   */
  public NDList call(String operation, NDList inputs, boolean recordGradient) {
    NDManager manager = inputs.head().getManager();
    // Per thread. The optimizing executor specialises a graph on its first runs and then refuses
    // inputs that
    // came out of inference mode, or computes a recorded run's gradient by other formulas than an
    // unrecorded
    // one's: a run that was taken up again would drift from an unbroken one. Plain execution does
    // neither.
    JniUtils.setGraphExecutorOptimize(false);
    try (NDArray method = manager.create(0f)) {
      // The engine binding reads the method's name from an input's name and drops that input.
      method.setName("module_method:" + operation);
      NDList arguments = new NDList(inputs);
      arguments.add(method);
      return IValueUtils.forward(module, arguments, recordGradient);
    }
  }

  private static OpLibrary load() {
    StringBuilder source = new StringBuilder(HEAD);
    FRAGMENTS.forEach(fragment -> source.append(read(fragment)));
    try {
      Model model = Model.newInstance("harbinger-ops", "PyTorch");
      model.load(new ByteArrayInputStream(TorchScriptArchive.of(CLASS, source.toString())));
      return new OpLibrary(model);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load the op library", e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException("the engine refused the op library", e);
    }
  }

  private static String read(String fragment) {
    try (InputStream in = OpLibrary.class.getResourceAsStream(fragment)) {
      if (in == null) {
        throw new IllegalStateException(
            "the op library's source " + fragment + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the op library's source " + fragment, e);
    }
  }

  @Override
  public String toString() {
    return "OpLibrary(" + model.getName() + ")";
  }

  private static final class Holder {
    static final OpLibrary LIBRARY = load();
  }
}
