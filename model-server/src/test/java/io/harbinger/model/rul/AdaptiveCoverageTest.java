package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.IntervalCalibration.Band;
import io.harbinger.model.rul.IntervalCalibration.Base;
import io.harbinger.model.rul.IntervalCalibration.Offset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class AdaptiveCoverageTest {

  @Test
  void asksForMoreAfterAMissAndForALittleLessAfterAHit() {
    AdaptiveCoverage start = AdaptiveCoverage.startingAt(0.9, 0.05);

    assertThat(start.after(false).alpha()).isCloseTo(0.055, within(1e-12));
    assertThat(start.after(true).alpha()).isCloseTo(0.105, within(1e-12));
    assertThat(start.after(false).coverage()).isCloseTo(0.945, within(1e-12));
  }

  /** The theorem of the paper, whatever the sequence; here errors grow without end. */
  @Property(tries = 100)
  void theShareOfMissesConvergesToTheTargetUnderDrift(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.05, max = 0.3) double target,
      @ForAll @Scale(3) @DoubleRange(min = 0.005, max = 0.05) double gamma,
      @ForAll @Scale(3) @DoubleRange(min = 0, max = 0.01) double drift) {
    SplittableRandom random = new SplittableRandom(seed);
    AdaptiveCoverage adaptive = AdaptiveCoverage.startingAt(1 - target, gamma);
    int truths = 5000;
    int missed = 0;
    for (int t = 0; t < truths; t++) {
      double alpha = adaptive.alpha();
      double error = random.nextDouble() * (1 + drift * t);
      boolean covered = alpha <= 0 || (alpha < 1 && error <= 1 - alpha);
      missed += covered ? 0 : 1;
      adaptive = adaptive.after(covered);
    }

    double bound = (Math.max(target, 1 - target) + gamma) / (truths * gamma);
    assertThat((double) missed / truths).isCloseTo(target, within(bound + 1e-9));
  }

  @Test
  void keepsACalibrationsIntervalHonestWhenErrorsDouble() {
    IntervalCalibration calibration =
        new IntervalCalibration(
            0.9, 1000, Base.PREDICTION, List.of(new Band(0, offsetsOfUniformErrors())));
    SplittableRandom random = new SplittableRandom(7);
    AdaptiveCoverage adaptive = AdaptiveCoverage.startingAt(0.9, 0.02);
    int missedAdapting = 0;
    int missedFixed = 0;
    int truths = 4000;
    for (int t = 0; t < truths; t++) {
      double truth = 500 + (random.nextDouble() * 2 - 1) * (t < truths / 2 ? 10 : 20);
      missedFixed += calibration.apply(500, 500, 500).covers(truth) ? 0 : 1;
      boolean covered = calibration.apply(500, 500, 500, adaptive.coverage()).covers(truth);
      missedAdapting += covered ? 0 : 1;
      adaptive = adaptive.after(covered);
    }

    assertThat((double) missedFixed / truths).isGreaterThan(0.25);
    assertThat((double) missedAdapting / truths).isCloseTo(0.1, within(0.015));
  }

  @Test
  void doesNotRunAwayWhereNothingIsEverMissed() {
    AdaptiveCoverage adaptive = AdaptiveCoverage.startingAt(0.9, 0.05);
    for (int t = 0; t < 10_000; t++) {
      adaptive = adaptive.after(true);
    }

    assertThat(adaptive.alpha()).isEqualTo(1.05);
    for (int t = 0; t < 30; t++) {
      adaptive = adaptive.after(false);
    }
    assertThat(adaptive.alpha()).isLessThan(0.1);
  }

  @Test
  void refusesWhatIsNoLevel() {
    assertThatThrownBy(() -> new AdaptiveCoverage(0, 0.1, 0.1)).hasMessageContaining("target 0.0");
    assertThatThrownBy(() -> new AdaptiveCoverage(0.1, 0, 0.1)).hasMessageContaining("gamma 0.0");
    assertThatThrownBy(() -> new AdaptiveCoverage(0.1, 0.1, 2)).hasMessageContaining("alpha 2.0");
  }

  private static List<Offset> offsetsOfUniformErrors() {
    return IntStream.range(1, 20).mapToObj(i -> new Offset(i / 20.0, i / 2.0, i / 2.0)).toList();
  }
}
