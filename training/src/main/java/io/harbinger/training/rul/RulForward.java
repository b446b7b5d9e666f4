package io.harbinger.training.rul;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.model.rul.FailureProbability;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.training.data.WindowSet;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a network over a whole window set, in inference mode. */
final class RulForward {

  private static final int BATCH = 256;

  private RulForward() {}

  /**
   * The network's raw outputs.
   *
   * @param logits (windows, horizons)
   * @param rul (windows) in units of the label's scale
   */
  record Outputs(float[][] logits, float[] rul) {

    /** Probabilities of failure within 15 and within 30 cycles of one window. */
    double[] failure(int index, List<Integer> horizons, RulScaling scaling) {
      FailureProbability failure = new FailureProbability(horizons);
      double cycles = scaling.cycles(rul[index]);
      return new double[] {
        failure.within(15, logits[index], cycles), failure.within(30, logits[index], cycles)
      };
    }
  }

  static Outputs of(RulNetwork network, NDManager manager, WindowSet windows) {
    int horizons = network.config().horizons().size();
    float[][] logits = new float[windows.size()][horizons];
    float[] rul = new float[windows.size()];
    GradientRecording.Scope paused = GradientRecording.pause();
    try {
      for (int from = 0; from < windows.size(); from += BATCH) {
        int[] indices = IntStream.range(from, Math.min(windows.size(), from + BATCH)).toArray();
        try (NDManager batch = manager.newSubManager()) {
          Shape shape = new Shape(indices.length, windows.window(), windows.channels());
          NDList out =
              network.forward(
                  new ParameterStore(batch, false),
                  new NDList(batch.create(windows.values(indices), shape)),
                  false);
          float[] batchLogits = out.get(0).toFloatArray();
          float[] batchRul = out.get(1).toFloatArray();
          for (int i = 0; i < indices.length; i++) {
            System.arraycopy(batchLogits, i * horizons, logits[from + i], 0, horizons);
            rul[from + i] = batchRul[i];
          }
        }
      }
    } finally {
      paused.close();
    }
    return new Outputs(logits, rul);
  }
}
