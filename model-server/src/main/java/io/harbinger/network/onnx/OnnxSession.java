package io.harbinger.network.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph loaded by ONNX Runtime. Owns its native memory until it is closed; a call's tensors are
 * freed when the call returns.
 *
 * <p>Thread-safe but for {@link #close()}, which must come after the last call. A call computes on
 * the calling thread alone: who wants more processors calls from more threads, as the model
 * server's workers do.
 */
public final class OnnxSession implements AutoCloseable {

  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final List<String> outputs;
  private boolean closed;

  private OnnxSession(OrtSession.SessionOptions options, OrtSession session) {
    this.options = options;
    this.session = session;
    this.outputs = List.copyOf(session.getOutputNames());
  }

  /**
   * What a call passes, or where an output is to go.
   *
   * @param values row-major from the buffer's position to its limit; a direct buffer in native
   *     order is used where it lies, and must not change during the call
   * @param shape its extents
   */
  public record Input(FloatBuffer values, long... shape) {}

  /**
   * Loads a model.
   *
   * @param model as {@link OnnxGraph#toBytes} gives it
   * @throws IllegalArgumentException if it is none that ONNX Runtime can compute
   */
  public static OnnxSession of(byte[] model) {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OnnxSession(options, Environment.ONE.createSession(model, options));
    } catch (OrtException e) {
      options.close();
      throw new IllegalArgumentException(
          "onnxruntime cannot load the network: " + e.getMessage(), e);
    } catch (Throwable e) {
      options.close();
      throw e;
    }
  }

  /**
   * Computes the graph's outputs, in their order, each row-major.
   *
   * @param inputs by the names of the graph's inputs, all of them
   */
  public List<float[]> run(Map<String, Input> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Input> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        List<float[]> outputs = new ArrayList<>(result.size());
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.add(values((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException("onnxruntime cannot compute this: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /**
   * The same into memory that the caller has: nothing is copied.
   *
   * @param inputs by the names of the graph's inputs, all of them
   * @param targets of the outputs, in their order, all of them: direct buffers in native order,
   *     none of which is an input's
   */
  public void run(Map<String, Input> inputs, List<Input> targets) {
    if (targets.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "%d targets (expected one for each of the outputs %s)"
              .formatted(targets.size(), outputs));
    }
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Input> input : inputs.entrySet()) {
        given.put(input.getKey(), tensor(input.getValue()));
      }
      for (int i = 0; i < targets.size(); i++) {
        if (!targets.get(i).values().isDirect()) {
          throw new IllegalArgumentException(
              "the target of output %d lies in the Java heap (expected a direct buffer)"
                  .formatted(i));
        }
        pinned.put(outputs.get(i), tensor(targets.get(i)));
      }
      session.run(given, pinned).close();
    } catch (OrtException e) {
      throw new IllegalArgumentException("onnxruntime cannot compute this: " + e.getMessage(), e);
    } finally {
      given.values().forEach(OnnxTensor::close);
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(Input input) throws OrtException {
    return OnnxTensor.createTensor(Environment.ONE, input.values(), input.shape());
  }

  private static float[] values(OnnxTensor tensor) {
    FloatBuffer copied = tensor.getFloatBuffer();
    if (copied.hasArray() && copied.array().length == copied.remaining()) {
      return copied.array();
    }
    float[] values = new float[copied.remaining()];
    copied.get(values);
    return values;
  }

  /** Whether it can still be called. */
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("onnxruntime could not free a network", e);
    } finally {
      options.close();
    }
  }

  /** Of the JVM, made at the first use; the library closes it when the JVM ends. */
  private static final class Environment {
    static final OrtEnvironment ONE =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "harbinger");
  }
}
