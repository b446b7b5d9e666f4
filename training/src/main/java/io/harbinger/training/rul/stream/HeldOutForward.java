package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.model.rul.stream.StreamOutput;
import io.harbinger.network.ops.GradientRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs each member over engines of its own choice, in inference mode. */
final class HeldOutForward {

  private static final int BATCH = 20;

  private HeldOutForward() {}

  /**
   * The predictions of each member over its engines.
   *
   * @param engines per member; the lists may differ in length
   */
  static List<List<HeldOutPrediction>> of(
      StreamNetwork network, double cap, List<List<EngineSequence>> engines, NDManager manager) {
    int members = engines.size();
    int most = engines.stream().mapToInt(List::size).max().orElseThrow();
    List<List<HeldOutPrediction>> predictions = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      predictions.add(new ArrayList<>());
    }
    GradientRecording.Scope paused = GradientRecording.pause();
    try {
      for (int from = 0; from < most; from += BATCH) {
        int size = Math.min(BATCH, most - from);
        List<List<EngineSequence>> slice = new ArrayList<>();
        for (List<EngineSequence> own : engines) {
          List<EngineSequence> part = new ArrayList<>();
          for (int i = from; i < from + size; i++) {
            // A shorter list is filled up by its last engine, whose repetition is left out below.
            part.add(own.get(Math.min(i, own.size() - 1)));
          }
          slice.add(part);
        }
        try (NDManager scope = manager.newSubManager()) {
          SequenceBatch batch =
              SequenceBatch.of(slice, SequenceBatch.Disguise.NONE, new SplittableRandom());
          NDArray x = batch.features(scope);
          float[] outputs =
              network.forward(x, network.zeroState(scope, size)).outputs().toFloatArray();
          for (int member = 0; member < members; member++) {
            for (int i = 0; i < size && from + i < engines.get(member).size(); i++) {
              predictions.get(member).add(read(outputs, batch, member, i, network, cap));
            }
          }
        }
      }
    } finally {
      paused.close();
    }
    return predictions;
  }

  private static HeldOutPrediction read(
      float[] outputs,
      SequenceBatch batch,
      int member,
      int index,
      StreamNetwork network,
      double cap) {
    EngineSequence engine = batch.engines().get(member).get(index);
    int length = engine.length();
    int width = network.config().outputs();
    double[] rul = new double[length];
    double[] low = new double[length];
    double[] high = new double[length];
    double[][] logits = new double[length][];
    for (int t = 0; t < length; t++) {
      StreamOutput output =
          StreamOutput.read(outputs, batch.place(member, t, index) * width, width, cap);
      rul[t] = output.rul();
      low[t] = output.low();
      high[t] = output.high();
      logits[t] = output.logits();
    }
    return new HeldOutPrediction(engine, rul, low, high, logits);
  }
}
