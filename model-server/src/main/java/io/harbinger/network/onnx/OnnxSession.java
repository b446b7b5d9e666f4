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
  private boolean closed;

  private OnnxSession(OrtSession.SessionOptions options, OrtSession session) {
    this.options = options;
    this.session = session;
  }

  /**
   * What a call passes.
   *
   * @param values row-major from the buffer's position to its limit; a direct buffer in native
   *     order is read where it lies, and must not change during the call
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
        tensors.put(
            input.getKey(),
            OnnxTensor.createTensor(
                Environment.ONE, input.getValue().values(), input.getValue().shape()));
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
