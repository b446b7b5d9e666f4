package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.IntervalCalibration.Interval;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class IntervalWideningTest {

  private final IntervalWidening widening = IntervalWidening.of(0.12);

  @Test
  void atTheTargetTheIntervalIsTheOneThatWasTold() {
    assertThat(widening.apply(50.1, 33.3, 61.7, 125, 0.12)).isEqualTo(new Interval(33.3, 61.7));
  }

  @Test
  void halfTheTargetIsTheSquareRootOfEightAndTwiceItAnEighth() {
    assertThat(widening.factor(0.06)).isCloseTo(Math.sqrt(8), within(1e-12));
    assertThat(widening.factor(0.24)).isCloseTo(0.125, within(1e-12));
    assertThat(widening.apply(60, 50, 80, 125, 0.24)).isEqualTo(new Interval(58.75, 62.5));
  }

  @Test
  void theEndsStayWithinNothingAndTheCap() {
    Interval wide = widening.apply(20, 10, 110, 125, 0.01);
    assertThat(wide).isEqualTo(new Interval(0, 125));
  }

  @Test
  void withoutALevelLeftItIsEverythingAndWithAllOfItThePredictionAlone() {
    assertThat(widening.apply(20, 10, 30, 125, 0)).isEqualTo(new Interval(0, 125));
    assertThat(widening.apply(20, 10, 30, 125, -0.01)).isEqualTo(new Interval(0, 125));
    assertThat(widening.apply(20, 10, 30, 125, 1)).isEqualTo(new Interval(20, 20));
  }

  @Property
  void aLowerLevelHoldsTheHigherOne(
      @ForAll @DoubleRange(min = -0.05, max = 1.05) double one,
      @ForAll @DoubleRange(min = -0.05, max = 1.05) double other) {
    Interval wide = widening.apply(70, 60, 85, 125, Math.min(one, other));
    Interval narrow = widening.apply(70, 60, 85, 125, Math.max(one, other));

    assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
    assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
  }

  /** The theorem of adaptive conformal inference, for these intervals, errors growing endlessly. */
  @Property(tries = 50)
  void theShareOfMissesConvergesToTheTargetUnderDrift(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.01) double drift) {
    SplittableRandom random = new SplittableRandom(seed);
    AdaptiveCoverage adaptive = AdaptiveCoverage.startingAt(0.88, 0.01);
    int truths = 5000;
    int missed = 0;
    for (int t = 0; t < truths; t++) {
      double truth = 500 + (random.nextDouble() * 2 - 1) * Math.min(499, 10 * (1 + drift * t));
      boolean covered =
          adaptive.alpha() < 1
              && widening.apply(500, 495, 505, 1000, adaptive.alpha()).covers(truth);
      missed += covered ? 0 : 1;
      adaptive = adaptive.after(covered);
    }

    assertThat((double) missed / truths).isCloseTo(0.12, within((0.88 + 0.01) / (truths * 0.01)));
  }

  @Test
  void aShareOfMissesCountsAsThat() {
    AdaptiveCoverage start = AdaptiveCoverage.startingAt(0.88, 0.02);

    assertThat(start.after(0.25).alpha()).isCloseTo(0.12 - 0.02 * 0.13, within(1e-12));
    assertThat(start.after(1.0)).isEqualTo(start.after(false));
    assertThatThrownBy(() -> start.after(1.5)).hasMessageContaining("1.5 (expected 0 to 1)");
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> IntervalWidening.of(0)).hasMessageContaining("target 0.0");
  }
}
