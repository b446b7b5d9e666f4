package io.harbinger.network.recurrent;

/**
 * How much a {@link DropoutCell} drops: probabilities of dropping, from 0 to below 1. TensorFlow
 * states the complements, the probabilities of keeping.
 *
 * @param input of an input's feature
 * @param output of an output's feature
 * @param state of a unit of the state that goes to the next step; memories such as an LSTM's c are
 *     never dropped
 * @param variational true for one mask a sequence (Gal and Ghahramani, 2016), false for a new one
 *     at each step
 */
public record DropoutRates(double input, double output, double state, boolean variational) {

  /** Refuses what is no probability, and certainty. */
  public DropoutRates {
    check("input dropout", input);
    check("output dropout", output);
    check("state dropout", state);
  }

  static void check(String name, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s of %s (expected from 0 to below 1)".formatted(name, rate));
    }
  }
}
