package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.Passes;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenChoiceTest {

  static Stream<TokenChoice> greedyInDisguise() {
    return Stream.of(
        new TokenChoice.TopK(1, 1),
        new TokenChoice.TopK(1, 5),
        new TokenChoice.TopK(9, 1e-9),
        new TokenChoice.Categorical(1e-9),
        new TokenChoice.Nucleus(1e-12, 1),
        new TokenChoice.Nucleus(1, 1e-300));
  }

  @ParameterizedTest
  @MethodSource("greedyInDisguise")
  void choosesAsGreedyWhereOnlyTheLikeliestCanBeChosen(TokenChoice choice) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = Passes.normal(manager, 3, 50, 9);
      int[] greedy = new TokenChoice.Greedy().choose(logits, new SplittableRandom(1)).toIntArray();
      assertThat(choice.choose(logits, new SplittableRandom(1)).toIntArray()).isEqualTo(greedy);
    }
  }

  static Stream<TokenChoice> alike() {
    return Stream.of(
        new TokenChoice.Categorical(.5),
        new TokenChoice.TopK(4, .5),
        new TokenChoice.TopK(400, .5),
        new TokenChoice.Nucleus(1, .5));
  }

  @ParameterizedTest
  @MethodSource("alike")
  void drawsEachTokenAsOftenAsItsProbabilitySays(TokenChoice choice) {
    try (NDManager manager = NDManager.newBaseManager()) {
      // At temperature 1/2 the probabilities are as 1 to 4 to 9 to 16.
      double[] row = {0, Math.log(2), Math.log(3), Math.log(4)};
      int rounds = 20_000;
      NDArray logits = manager.create(row, new Shape(1, 4)).repeat(0, rounds);
      int[] counts = new int[4];
      for (int token : choice.choose(logits, new SplittableRandom(5)).toIntArray()) {
        counts[token]++;
      }
      for (int token = 0; token < 4; token++) {
        double p = (token + 1) * (token + 1) / 30.0;
        double deviation = Math.sqrt(rounds * p * (1 - p));
        assertThat(counts[token])
            .isBetween((int) (rounds * p - 5 * deviation), (int) (rounds * p + 5 * deviation));
      }
    }
  }

  @Test
  void neverDrawsATokenOutsideTheLikeliestFewOrTheNucleus() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double[] row = {Math.log(.5), Math.log(.3), Math.log(.15), Math.log(.05)};
      NDArray logits = manager.create(row, new Shape(1, 4)).repeat(0, 3000);
      assertThat(new TokenChoice.TopK(2, 1).choose(logits, new SplittableRandom(1)).toIntArray())
          .containsOnly(0, 1);
      assertThat(
              new TokenChoice.Nucleus(.79, 1).choose(logits, new SplittableRandom(1)).toIntArray())
          .containsOnly(0, 1);
      assertThat(
              new TokenChoice.Nucleus(.81, 1).choose(logits, new SplittableRandom(1)).toIntArray())
          .containsOnly(0, 1, 2);
    }
  }

  @Test
  void takesItsRandomNumbersFromTheCallerAlone() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = Passes.normal(manager, 3, 100, 9);
      TokenChoice choice = new TokenChoice.Categorical(1);
      int[] first = choice.choose(logits, new SplittableRandom(1)).toIntArray();
      assertThat(choice.choose(logits, new SplittableRandom(1)).toIntArray()).isEqualTo(first);
      assertThat(choice.choose(logits, new SplittableRandom(2)).toIntArray()).isNotEqualTo(first);
      NDArray ids = choice.choose(logits, new SplittableRandom(1));
      assertThat(ids.getDataType()).isEqualTo(DataType.INT32);
    }
  }

  @Test
  void refusesWhatCannotBeDrawnFrom() {
    assertThatThrownBy(() -> new TokenChoice.Categorical(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new TokenChoice.Categorical(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new TokenChoice.TopK(0, 1)).hasMessageContaining("likeliest 0");
    assertThatThrownBy(() -> new TokenChoice.Nucleus(0, 1)).hasMessageContaining("mass 0.0");
    assertThatThrownBy(() -> new TokenChoice.Nucleus(1.1, 1)).hasMessageContaining("mass 1.1");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(new double[] {1, Double.NaN}, new Shape(1, 2));
      TokenChoice choice = new TokenChoice.Categorical(1);
      assertThatThrownBy(() -> choice.choose(logits, new SplittableRandom(1)))
          .hasMessageContaining("NaN");
    }
  }
}
