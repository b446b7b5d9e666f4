package io.harbinger.cli.bench.serving;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.harbinger.cli.bench.load.Latencies;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulOnnx;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime as a Java program has it without us: one session of the exported network, called
 * from several threads with all that is due, each call on one thread. The inputs are scaled already
 * and lie in native memory, where the runtime reads them; the outputs are read and not looked at.
 * Owns the session.
 */
final class OnnxJavaSide implements Side {

  /** How far an answer may lie from the model's, in cycles. */
  private static final double TOLERANCE = 0.01;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final RulModel model;
  private final OrtSession session;
  private final TakingSide takers;

  /**
   * Loads the network.
   *
   * @param model tells what is to be answered; does not take it over
   * @param threads that call
   * @param windows as many as a call has at most
   * @throws IllegalStateException if it does not answer them as the model does
   */
  OnnxJavaSide(ModelDirectory directory, RulModel model, int threads, List<RulWindow> windows) {
    this.model = model;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      this.session = environment.createSession(RulOnnx.of(directory), options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot load the network", e);
    }
    try {
      FloatBuffer scaled = scaled(model.spec().scaling(), windows);
      check(windows, new Caller(scaled).call(windows.size()).get(1));
      this.takers =
          new TakingSide(threads, windows.size(), true, i -> new Caller(scaled.duplicate()));
    } catch (Throwable e) {
      free();
      throw e;
    }
  }

  private static FloatBuffer scaled(RulScaling scaling, List<RulWindow> windows) {
    int size = windows.get(0).length() * windows.get(0).channels();
    float[] values = new float[windows.size() * size];
    for (int i = 0; i < windows.size(); i++) {
      scaling.scale(windows.get(i), values, i * size);
    }
    return ByteBuffer.allocateDirect(values.length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(values)
        .rewind();
  }

  private void check(List<RulWindow> windows, FloatBuffer rul) {
    List<RulEstimate> expected = model.predict(windows);
    for (int i = 0; i < windows.size(); i++) {
      double told = model.spec().scaling().cycles(rul.get(i));
      if (!(Math.abs(told - expected.get(i).rul()) <= TOLERANCE)) {
        throw new IllegalStateException(
            "ONNX Runtime tells %s cycles of window %d (expected %s)"
                .formatted(told, i, expected.get(i).rul()));
      }
    }
  }

  /** One thread's calls. */
  private final class Caller implements TakingSide.Taker {

    private final FloatBuffer scaled;

    Caller(FloatBuffer scaled) {
      this.scaled = scaled;
    }

    @Override
    public void answer(int count) {
      call(count);
    }

    /** What the network says of the first windows: logits of failure, and the RUL. */
    List<FloatBuffer> call(int count) {
      long length = model.spec().network().window();
      long channels = model.spec().network().channels();
      scaled.limit((int) (count * length * channels));
      try (OnnxTensor input =
              OnnxTensor.createTensor(environment, scaled, new long[] {count, length, channels});
          OrtSession.Result outputs = session.run(Map.of(RulOnnx.INPUT, input))) {
        return List.of(values(outputs.get(0)), values(outputs.get(1)));
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime failed", e);
      }
    }

    private static FloatBuffer values(OnnxValue output) {
      return ((OnnxTensor) output).getFloatBuffer();
    }

    @Override
    public void close() {}
  }

  @Override
  public double capacity(Duration length) {
    return takers.capacity(length);
  }

  @Override
  public Latencies at(double rate, Duration length, long seed) {
    return takers.at(rate, length, seed);
  }

  @Override
  public void close() {
    takers.close();
    free();
  }

  private void free() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free the network", e);
    }
  }
}
