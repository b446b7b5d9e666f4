package io.harbinger.network.ops;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.harbinger.network.torchscript.LoadedScript;
import io.harbinger.network.torchscript.ScriptObject;
import io.harbinger.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
  private static final List<String> FRAGMENTS =
      List.of("recurrent.py", "members.py", "attention.py", "precision.py");

  private final LoadedScript loaded;

  /**
   * By operation the array whose name tells it. In the host's memory: one made on a GPU for each
   * call would be a copy to it that waits for everything computed before.
   */
  private final Map<String, NDArray> methods = new ConcurrentHashMap<>();

  private final NDManager host = NDManager.newBaseManager(Device.cpu());

  private OpLibrary(LoadedScript loaded) {
    this.loaded = loaded;
  }

  /** The library as a module without parameters, to be part of other modules. */
  public static ScriptObject module() {
    return ScriptObject.ofMethods(
        CLASS, FRAGMENTS.stream().map(OpLibrary::read).collect(Collectors.joining()));
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
    // Per thread. The optimizing executor specialises a graph on its first runs and then refuses
    // inputs that came out of inference mode, or computes a recorded run's gradient by other
    // formulas than an unrecorded one's: a run that was taken up again would drift from an
    // unbroken one. Plain execution does neither.
    JniUtils.setGraphExecutorOptimize(false);
    NDList arguments = new NDList(inputs);
    arguments.add(methods.computeIfAbsent(operation, this::named));
    return IValueUtils.forward(loaded.block(), arguments, recordGradient);
  }

  /** The engine binding reads the method's name from an input's name and drops that input. */
  private NDArray named(String operation) {
    NDArray method = host.create(0f);
    method.setName("module_method:" + operation);
    return method;
  }

  private static OpLibrary load() {
    return new OpLibrary(LoadedScript.of(TorchScriptArchive.of(module()), "harbinger-ops"));
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
    return "OpLibrary(" + loaded + ")";
  }

  private static final class Holder {
    static final OpLibrary LIBRARY = load();
  }
}
