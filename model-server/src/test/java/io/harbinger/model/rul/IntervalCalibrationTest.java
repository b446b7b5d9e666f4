package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.rul.IntervalCalibration.Band;
import io.harbinger.model.rul.IntervalCalibration.Base;
import io.harbinger.model.rul.IntervalCalibration.Interval;
import io.harbinger.model.rul.IntervalCalibration.Offset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class IntervalCalibrationTest {

  private static final IntervalCalibration CALIBRATION =
      new IntervalCalibration(
          0.9,
          125,
          Base.QUANTILES,
          List.of(
              new Band(0, List.of(new Offset(0.5, -2, -1), new Offset(0.9, 3, 5))),
              new Band(40, List.of(new Offset(0.9, 10, 10)))));

  @Test
  void takesTheOffsetsOfThePredictionsBand() {
    assertThat(CALIBRATION.apply(39.9, 30, 50)).isEqualTo(new Interval(27, 55));
    assertThat(CALIBRATION.apply(40, 30, 50)).isEqualTo(new Interval(20, 60));
  }

  @Test
  void staysWithinZeroAndTheCap() {
    assertThat(CALIBRATION.apply(1, 0.5, 8)).isEqualTo(new Interval(0, 13));
    assertThat(CALIBRATION.apply(140, 110, 150)).isEqualTo(new Interval(100, 125));
  }

  @Test
  void holdsThePredictionEvenWhereItNarrows() {
    assertThat(CALIBRATION.apply(20, 19, 20.5, 0.5)).isEqualTo(new Interval(20, 20));
  }

  @Test
  void interpolatesBetweenCoverages() {
    Interval interval = CALIBRATION.apply(20, 10, 30, 0.7);

    assertThat(interval.lower()).isCloseTo(9.5, within(1e-9));
    assertThat(interval.upper()).isCloseTo(32, within(1e-9));
  }

  @Test
  void saysEverythingAboveTheLargestCoverageAndThePredictionAtNone() {
    assertThat(CALIBRATION.apply(20, 10, 30, 0.95)).isEqualTo(new Interval(0, 125));
    assertThat(CALIBRATION.apply(20, 10, 30, 0)).isEqualTo(new Interval(20, 20));
    assertThat(CALIBRATION.apply(20, 10, 30, -0.1)).isEqualTo(new Interval(20, 20));
  }

  @Test
  void doesNotLookAtRawQuantilesWhereThePredictionIsTheBase() {
    IntervalCalibration residuals =
        new IntervalCalibration(
            0.9, 125, Base.PREDICTION, List.of(new Band(0, List.of(new Offset(0.9, 10, 10)))));

    assertThat(residuals.apply(50, 0, 125)).isEqualTo(new Interval(40, 60));
  }

  @Property
  void moreCoverageIsNeverNarrower(
      @ForAll @DoubleRange(min = 0, max = 140) double rul,
      @ForAll @DoubleRange(min = 0, max = 1) double some,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    Interval narrow = CALIBRATION.apply(rul, rul - 5, rul + 5, Math.min(some, other));
    Interval wide = CALIBRATION.apply(rul, rul - 5, rul + 5, Math.max(some, other));

    assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower() + 1e-9);
    assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper() - 1e-9);
  }

  @Test
  void survivesJson() throws Exception {
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readValue(json.writeValueAsString(CALIBRATION), IntervalCalibration.class))
        .isEqualTo(CALIBRATION);
  }

  @Test
  void refusesBandsThatCannotServe() {
    Band first = CALIBRATION.bands().get(0);
    assertThatThrownBy(() -> new IntervalCalibration(0.95, 125, Base.QUANTILES, List.of(first)))
        .hasMessage("the band from 0.0 cycles reaches 0.9 (expected the nominal 0.95)");
    assertThatThrownBy(
            () -> new IntervalCalibration(0.9, 125, Base.QUANTILES, List.of(first, first)))
        .hasMessageContaining("expected ascending");
    assertThatThrownBy(
            () ->
                new IntervalCalibration(
                    0.9, 125, Base.QUANTILES, List.of(CALIBRATION.bands().get(1))))
        .hasMessageContaining("the first from 0 cycles");
    assertThatThrownBy(() -> CALIBRATION.apply(Double.NaN, 1, 2))
        .hasMessageContaining("expected numbers");
  }
}
