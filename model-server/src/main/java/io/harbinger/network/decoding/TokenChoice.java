package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.random.RandomGenerator;

/** How a token is chosen from the logits of a vocabulary. Of equal logits the first token wins. */
public sealed interface TokenChoice {

  /**
   * Chooses a token for each row. Random choices take one random number a row, in order.
   *
   * @param logits {@code (batch, vocabulary)}
   * @return 32-bit ids {@code (batch)}, owned by the manager of the logits
   */
  NDArray choose(NDArray logits, RandomGenerator random);

  /** The likeliest token. */
  record Greedy() implements TokenChoice {
    @Override
    public NDArray choose(NDArray logits, RandomGenerator random) {
      return logits.argMax(1).toType(DataType.INT32, false);
    }
  }

  /**
   * A token by its probability.
   *
   * @param temperature divides the logits: towards 0 greedy, 1 as the network says, above flatter
   */
  record Categorical(double temperature) implements TokenChoice {
    /** Refuses a temperature of 0 or below. */
    public Categorical {
      Candidates.requireTemperature(temperature);
    }

    @Override
    public NDArray choose(NDArray logits, RandomGenerator random) {
      return Candidates.choose(logits, random, row -> Candidates.of(row, temperature));
    }
  }

  /**
   * A token by its probability among the likeliest few (Fan, Lewis and Dauphin, 2018).
   *
   * @param k how many; more than the vocabulary has are all
   */
  record TopK(int k, double temperature) implements TokenChoice {
    /** Refuses to choose among none. */
    public TopK {
      if (k < 1) {
        throw new IllegalArgumentException(
            "a choice among the likeliest " + k + " tokens (expected at least 1)");
      }
      Candidates.requireTemperature(temperature);
    }

    @Override
    public NDArray choose(NDArray logits, RandomGenerator random) {
      return Candidates.choose(logits, random, row -> Candidates.of(row, temperature).first(k));
    }
  }

  /**
   * A token by its probability within the nucleus, the smallest set of likeliest tokens that has a
   * mass (Holtzman et al., 2020, "The curious case of neural text degeneration").
   *
   * @param mass the probability that the set must reach, above 0 and at most 1
   */
  record Nucleus(double mass, double temperature) implements TokenChoice {
    /** Refuses a mass that no set or only the empty set has. */
    public Nucleus {
      if (!(mass > 0 && mass <= 1)) {
        throw new IllegalArgumentException(
            "a nucleus of mass " + mass + " (expected above 0 and at most 1)");
      }
      Candidates.requireTemperature(temperature);
    }

    @Override
    public NDArray choose(NDArray logits, RandomGenerator random) {
      return Candidates.choose(
          logits, random, row -> Candidates.of(row, temperature).nucleus(mass));
    }
  }
}
