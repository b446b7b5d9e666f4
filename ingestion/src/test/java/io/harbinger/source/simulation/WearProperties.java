package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WearProperties {

  @Property(tries = 200)
  void anEngineFailsInTheFirstCycleThatUsesItsMarginUp(@ForAll long seed) {
    Wear wear = Wear.random(new SplittableRandom(seed));
    assertThat(wear.life()).isGreaterThanOrEqualTo(Wear.SHORTEST_LIFE);
    assertThat(wear.loss(wear.life())).isGreaterThanOrEqualTo(Wear.FAILURE);
    assertThat(wear.loss(wear.life() - 1)).isLessThan(Wear.FAILURE);
  }

  @Property(tries = 200)
  void lossNeverFallsAndGrowsFasterTowardsTheEnd(@ForAll long seed) {
    Wear wear = Wear.random(new SplittableRandom(seed));
    double[] growth =
        IntStream.range(0, wear.life())
            .mapToDouble(cycle -> wear.loss(cycle + 1) - wear.loss(cycle))
            .toArray();
    for (int i = 1; i < growth.length; i++) {
      assertThat(growth[i]).isGreaterThan(growth[i - 1]).isPositive();
    }
  }

  @Property(tries = 200)
  void balanceMovesInProportionToLoss(@ForAll long seed) {
    Wear wear = Wear.random(new SplittableRandom(seed));
    int end = wear.life();
    assertThat(wear.balance(end) - wear.balance(end / 2))
        .isCloseTo(wear.balancePerLoss() * (wear.loss(end) - wear.loss(end / 2)), within(1e-9));
  }

  @Example
  void livesAreDistributedAsThePublishedOnes() {
    SplittableRandom random = new SplittableRandom(1);
    double[] lives = DoubleStream.generate(() -> Wear.random(random).life()).limit(5_000).toArray();
    double mean = DoubleStream.of(lives).average().orElseThrow();
    double deviation =
        Math.sqrt(DoubleStream.of(lives).map(life -> (life - mean) * (life - mean)).sum() / 4_999);
    assertThat(mean).isCloseTo(206, within(6.0));
    assertThat(deviation).isCloseTo(46, within(5.0));
    assertThat(DoubleStream.of(lives).max().orElseThrow()).isBetween(340.0, 560.0);
  }

  @Example
  void refusesAnEngineThatIsWornOutOrNeverWears() {
    assertThatThrownBy(() -> new Wear(1.1, 0, 100, 0)).hasMessageContaining("initial loss 1.1");
    assertThatThrownBy(() -> new Wear(0, 0, 0, 0)).hasMessageContaining("scale 0.0 cycles");
  }
}
