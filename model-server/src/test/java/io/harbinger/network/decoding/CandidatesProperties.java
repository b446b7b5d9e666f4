package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CandidatesProperties {

  @Property
  void theNucleusIsTheSmallestSetOfLikeliestTokensWithItsMass(
      @ForAll("logits") double[] logits, @ForAll @DoubleRange(min = 0.01, max = 0.99) double mass) {
    double[] p = probabilities(logits);
    int[] kept = Candidates.of(logits, 1).nucleus(mass).tokens();
    double sum = Arrays.stream(kept).mapToDouble(i -> p[i]).sum();
    double least = Arrays.stream(kept).mapToDouble(i -> p[i]).min().orElseThrow();
    assertThat(sum).isGreaterThanOrEqualTo(mass - 1e-12);
    assertThat(sum - least).isLessThan(mass + 1e-12);
    assertThat(outside(kept, p)).isLessThanOrEqualTo(least);
  }

  @Property
  void theFirstFewAreTheLikeliest(
      @ForAll("logits") double[] logits, @ForAll @IntRange(min = 1, max = 15) int count) {
    double[] p = probabilities(logits);
    int[] kept = Candidates.of(logits, 1).first(count).tokens();
    assertThat(kept).hasSize(Math.min(count, logits.length)).doesNotHaveDuplicates();
    double least = Arrays.stream(kept).mapToDouble(i -> p[i]).min().orElseThrow();
    assertThat(outside(kept, p)).isLessThanOrEqualTo(least);
  }

  @Property
  void aDrawIsTheTokenWhoseShareHoldsTheNumber(
      @ForAll("logits") double[] logits, @ForAll @DoubleRange(min = 0, max = 0.99) double uniform) {
    double[] p = probabilities(logits);
    int token = Candidates.of(logits, 1).draw(uniform);
    double before = Arrays.stream(p).limit(token).sum();
    assertThat(uniform).isBetween(before - 1e-12, before + p[token] + 1e-12);
  }

  @Provide
  Arbitrary<double[]> logits() {
    return Arbitraries.doubles().between(-5, 5).array(double[].class).ofMinSize(1).ofMaxSize(12);
  }

  private static double outside(int[] kept, double[] p) {
    return IntStream.range(0, p.length)
        .filter(i -> Arrays.stream(kept).noneMatch(k -> k == i))
        .mapToDouble(i -> p[i])
        .max()
        .orElse(0);
  }

  private static double[] probabilities(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(v -> Math.exp(v) / sum).toArray();
  }
}
