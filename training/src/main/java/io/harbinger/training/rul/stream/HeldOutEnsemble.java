package io.harbinger.training.rul.stream;

import java.util.ArrayList;
import java.util.List;

/** What is known of engines held out: each engine once, told by who did not see it. */
final class HeldOutEnsemble {

  private HeldOutEnsemble() {}

  /**
   * One prediction an engine: the only member's that held it out, or the mean of all that did.
   *
   * @param members the members' predictions of their own held-out engines
   */
  static List<HeldOutPrediction> of(List<List<HeldOutPrediction>> members) {
    List<HeldOutPrediction> together = new ArrayList<>();
    List<HeldOutPrediction> all = members.stream().flatMap(List::stream).toList();
    all.stream()
        .mapToInt(prediction -> prediction.engine().unit())
        .distinct()
        .sorted()
        .forEach(
            unit ->
                together.add(mean(all.stream().filter(p -> p.engine().unit() == unit).toList())));
    return together;
  }

  private static HeldOutPrediction mean(List<HeldOutPrediction> predictions) {
    HeldOutPrediction first = predictions.get(0);
    int length = first.engine().length();
    int count = predictions.size();
    double[] rul = new double[length];
    double[] low = new double[length];
    double[] high = new double[length];
    double[][] logits = new double[length][first.logits()[0].length];
    for (HeldOutPrediction prediction : predictions) {
      for (int t = 0; t < length; t++) {
        rul[t] += prediction.rul()[t] / count;
        low[t] += prediction.low()[t] / count;
        high[t] += prediction.high()[t] / count;
        for (int i = 0; i < logits[t].length; i++) {
          logits[t][i] += prediction.logits()[t][i] / count;
        }
      }
    }
    return new HeldOutPrediction(first.engine(), rul, low, high, logits);
  }
}
