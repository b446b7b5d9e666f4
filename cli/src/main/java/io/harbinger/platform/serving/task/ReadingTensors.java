package io.harbinger.platform.serving.task;

import io.harbinger.model.rul.RulWindow;
import io.harbinger.platform.serving.protocol.Datatype;
import io.harbinger.platform.serving.protocol.InferRequest;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Machines' readings as three tensors: {@code cycles} (batch, time), {@code settings} (batch, time,
 * settings) and {@code sensors} (batch, time, sensors), in engineering units, oldest first.
 *
 * @param time readings of a machine; -1 for any number
 * @param settings of a reading
 * @param sensors of a reading
 */
record ReadingTensors(int time, int settings, int sensors) {

  private static final String CYCLES = "cycles";
  private static final String SETTINGS = "settings";
  private static final String SENSORS = "sensors";

  List<TensorMetadata> metadata() {
    return List.of(
        new TensorMetadata(CYCLES, Datatype.INT32, List.of(-1, time)),
        new TensorMetadata(SETTINGS, Datatype.FP32, List.of(-1, time, settings)),
        new TensorMetadata(SENSORS, Datatype.FP32, List.of(-1, time, sensors)));
  }

  /** One window for each machine of the batch. */
  List<RulWindow> decode(InferRequest request) {
    Tensor cycles = request.input(CYCLES);
    if (cycles.shape().size() != 2 || cycles.shape().get(0) < 1 || cycles.shape().get(1) < 1) {
      throw wrong(cycles, "(batch, time) of at least 1 each");
    }
    int batch = cycles.shape().get(0);
    int length = cycles.shape().get(1);
    if (time != -1 && length != time) {
      throw wrong(cycles, "[batch, %d]".formatted(time));
    }
    Tensor operation = shaped(request.input(SETTINGS), List.of(batch, length, settings));
    Tensor sensed = shaped(request.input(SENSORS), List.of(batch, length, sensors));
    List<RulWindow> windows = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      windows.add(
          RulWindow.of(
              cycles(cycles, i * length, length),
              rows(operation, i * length, length, settings),
              rows(sensed, i * length, length, sensors)));
    }
    return windows;
  }

  private static int[] cycles(Tensor tensor, int from, int length) {
    int[] cycles = new int[length];
    for (int t = 0; t < length; t++) {
      double value = tensor.numbers()[from + t];
      cycles[t] = (int) value;
      if (cycles[t] != value || value < 1) {
        throw ProtocolException.of(
            400, "%s holds %s (expected whole numbers from 1)".formatted(CYCLES, value));
      }
      if (t > 0 && cycles[t] <= cycles[t - 1]) {
        throw ProtocolException.of(
            400,
            "%s has %d after %d in one machine (expected them ascending)"
                .formatted(CYCLES, cycles[t], cycles[t - 1]));
      }
    }
    return cycles;
  }

  private static double[][] rows(Tensor tensor, int from, int length, int width) {
    double[][] rows = new double[length][];
    for (int t = 0; t < length; t++) {
      rows[t] = Arrays.copyOfRange(tensor.numbers(), (from + t) * width, (from + t + 1) * width);
    }
    return rows;
  }

  private static Tensor shaped(Tensor tensor, List<Integer> expected) {
    if (!tensor.shape().equals(expected)) {
      throw wrong(tensor, expected.toString());
    }
    return tensor;
  }

  private static ProtocolException wrong(Tensor tensor, String expected) {
    return ProtocolException.of(
        400,
        "%s has the shape %s (expected %s)".formatted(tensor.name(), tensor.shape(), expected));
  }
}
