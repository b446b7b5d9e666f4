package io.harbinger.training.adding;

/**
 * How a cell is put to the adding problem.
 *
 * @param steps of a sequence
 * @param batch sequences of an update
 * @param updates in all
 * @param reportEvery updates from one measurement to the next
 * @param heldOut sequences to measure on, never trained on
 * @param learningRate of Adam, at first
 * @param decayEvery updates in which the learning rate falls to a tenth; 0 keeps it
 * @param clipNorm the largest norm of all gradients together, 0 for no limit
 * @param seed of the data, training and held-out; the cell has its own
 */
public record AddingSettings(
    int steps,
    int batch,
    int updates,
    int reportEvery,
    int heldOut,
    double learningRate,
    int decayEvery,
    double clipNorm,
    long seed) {

  /** Refuses counts below 1 and rates that are not above 0. */
  public AddingSettings {
    atLeastOne("batch", batch);
    atLeastOne("updates", updates);
    atLeastOne("reportEvery", reportEvery);
    atLeastOne("heldOut", heldOut);
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException(
          "a learningRate of " + learningRate + " (expected above 0)");
    }
    if (decayEvery < 0) {
      throw new IllegalArgumentException(
          "a decayEvery of " + decayEvery + " updates (expected 0 or more)");
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("a clipNorm of " + clipNorm + " (expected 0 or more)");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s of %d (expected at least 1)".formatted(name, value));
    }
  }

  /** Batches of 50, Adam at 1e-3, gradients clipped at norm 1, measured on 1000 sequences. */
  public static AddingSettings usual(int steps, int updates, int reportEvery, long seed) {
    return new AddingSettings(steps, 50, updates, reportEvery, 1000, 1e-3, 0, 1, seed);
  }

  /** The learning rate of an update, counted from 1. */
  double learningRateAt(int update) {
    return decayEvery == 0
        ? learningRate
        : learningRate * Math.pow(0.1, (update - 1.0) / decayEvery);
  }
}
