package io.harbinger.model.rul.stream;

/**
 * What a member, or all members together, say at a step.
 *
 * @param rul remaining useful life in cycles, not bounded
 * @param low lower end of the interval as trained, before calibration, in cycles
 * @param high upper end of the interval as trained, before calibration, in cycles
 * @param logits of failure within each horizon
 */
public record StreamOutput(double rul, double low, double high, double[] logits) {

  /**
   * Reads the network's numbers.
   *
   * @param outputs of a {@link StreamNetwork}
   * @param at the first number of the step
   * @param width numbers of a step
   * @param cap cycles that are 1 in the network's unit
   */
  public static StreamOutput read(float[] outputs, int at, int width, double cap) {
    double rul = outputs[at] * cap;
    double[] logits = new double[width - 3];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = outputs[at + 3 + i];
    }
    return new StreamOutput(
        rul, rul - softplus(outputs[at + 1]) * cap, rul + softplus(outputs[at + 2]) * cap, logits);
  }

  /** What the reach of an interval is made of: log(1 + e^x), to 1e-15. */
  static double softplus(double value) {
    // Beyond 20 it is x itself in the precision of the weights. The logarithm of a sum is several
    // times as fast as log1p, which would tell apart only what lies below that precision.
    return value > 20 ? value : Math.log(1 + Math.exp(value));
  }
}
