package io.harbinger.model.rul;

import java.util.List;

/**
 * Widens or narrows the interval around a predicted RUL so that it covers the truth as often as it
 * says. Fitted on engines that the weights were not fitted to, kept beside them, applied at every
 * prediction. Immutable.
 *
 * <p>Conformal prediction: the offsets are quantiles of how far the truth lay outside the raw
 * interval (conformalised quantile regression, Romano et al. 2019) or away from the prediction
 * (absolute residuals), in bands of predicted RUL (Mondrian), so that the interval late in a life
 * is not as wide as the one in its middle. The truth is taken as min(RUL, cap): an upper end at the
 * cap means "the cap or more".
 *
 * @param nominal share of truths that the interval is to cover, above 0 and below 1
 * @param cap the largest RUL that is told apart, in cycles
 * @param base what the offsets are added to
 * @param bands by predicted RUL, ascending, the first from 0
 */
public record IntervalCalibration(double nominal, double cap, Base base, List<Band> bands) {

  /** Refuses bands that do not ascend from 0 or that cannot give the nominal coverage. */
  public IntervalCalibration {
    bands = List.copyOf(bands);
    if (!(nominal > 0 && nominal < 1)) {
      throw new IllegalArgumentException(
          "nominal coverage %s (expected above 0 and below 1)".formatted(nominal));
    }
    if (!(cap > 0 && Double.isFinite(cap))) {
      throw new IllegalArgumentException("cap %s (expected cycles above 0)".formatted(cap));
    }
    if (bands.isEmpty() || bands.get(0).from() != 0) {
      throw new IllegalArgumentException(
          "bands from %s (expected at least one, the first from 0 cycles)"
              .formatted(bands.stream().map(Band::from).toList()));
    }
    for (int i = 1; i < bands.size(); i++) {
      if (!(bands.get(i).from() > bands.get(i - 1).from())) {
        throw new IllegalArgumentException(
            "bands from %s (expected ascending)"
                .formatted(bands.stream().map(Band::from).toList()));
      }
    }
    for (Band band : bands) {
      if (band.highest() < nominal) {
        throw new IllegalArgumentException(
            "the band from %s cycles reaches %s (expected the nominal %s)"
                .formatted(band.from(), band.highest(), nominal));
      }
    }
  }

  /** What the offsets are added to. */
  public enum Base {
    /** The raw lower and upper quantiles. */
    QUANTILES,
    /** The predicted RUL alone; raw quantiles are not looked at. */
    PREDICTION
  }

  /**
   * An interval of RUL in cycles, both ends within it.
   *
   * @param lower never above {@code upper}
   */
  public record Interval(double lower, double upper) {

    /** Whether a RUL lies within. */
    public boolean covers(double rul) {
      return lower <= rul && rul <= upper;
    }

    /** Upper minus lower end, in cycles. */
    public double width() {
      return upper - lower;
    }
  }

  /**
   * Offsets for predictions of a band, which ends where the next begins.
   *
   * @param from smallest predicted RUL of the band, in cycles
   * @param offsets by coverage, ascending; at least one
   */
  public record Band(double from, List<Offset> offsets) {

    /** Refuses offsets that do not ascend in coverage. */
    public Band {
      offsets = List.copyOf(offsets);
      List<Double> coverages = offsets.stream().map(Offset::coverage).toList();
      if (offsets.isEmpty() || !coverages.equals(coverages.stream().distinct().sorted().toList())) {
        throw new IllegalArgumentException(
            "offsets for coverages %s (expected at least one, ascending)".formatted(coverages));
      }
    }

    /** The largest coverage that there were engines enough to calibrate. */
    double highest() {
      return offsets.get(offsets.size() - 1).coverage();
    }

    Offset at(double coverage) {
      int above = 0;
      while (offsets.get(above).coverage() < coverage) {
        above++;
      }
      Offset upper = offsets.get(above);
      return above == 0 ? upper : offsets.get(above - 1).towards(upper, coverage);
    }
  }

  /**
   * What is added for a coverage.
   *
   * @param coverage above 0 and below 1
   * @param below cycles by which the lower end goes down; negative where the raw one was too low
   * @param above cycles by which the upper end goes up; negative where the raw one was too high
   */
  public record Offset(double coverage, double below, double above) {

    /** Refuses what is no number. */
    public Offset {
      if (!(coverage > 0 && coverage < 1 && Double.isFinite(below) && Double.isFinite(above))) {
        throw new IllegalArgumentException(
            "offsets of %s and %s for coverage %s (expected finite cycles, coverage between 0 and 1)"
                .formatted(below, above, coverage));
      }
    }

    private Offset towards(Offset next, double to) {
      double share = (to - coverage) / (next.coverage - coverage);
      return new Offset(
          to, below + share * (next.below - below), above + share * (next.above - above));
    }
  }

  /** The interval with the nominal coverage; arguments as in the other method. */
  public Interval apply(double rul, double lower, double upper) {
    return apply(rul, lower, upper, nominal);
  }

  /**
   * The interval with a coverage of choice, as {@link AdaptiveCoverage} asks for: within 0 and the
   * cap, and always around the prediction.
   *
   * @param rul predicted RUL in cycles
   * @param lower raw lower quantile in cycles
   * @param upper raw upper quantile in cycles
   * @param coverage at 0 or below the prediction alone; above the largest that was calibrated,
   *     everything from 0 to the cap
   */
  public Interval apply(double rul, double lower, double upper, double coverage) {
    if (Double.isNaN(rul) || Double.isNaN(lower) || Double.isNaN(upper)) {
      throw new IllegalArgumentException(
          "prediction %s with interval %s to %s (expected numbers)".formatted(rul, lower, upper));
    }
    double centre = clip(rul);
    if (coverage <= 0) {
      return new Interval(centre, centre);
    }
    Band band = band(centre);
    if (coverage > band.highest()) {
      return new Interval(0, cap);
    }
    Offset offset = band.at(coverage);
    double from = base == Base.QUANTILES ? lower : centre;
    double to = base == Base.QUANTILES ? upper : centre;
    return new Interval(
        Math.min(centre, clip(from - offset.below)), Math.max(centre, clip(to + offset.above)));
  }

  private Band band(double rul) {
    int last = bands.size() - 1;
    // They ascend from 0, and no prediction lies below that.
    while (bands.get(last).from() > rul) {
      last--;
    }
    return bands.get(last);
  }

  private double clip(double rul) {
    return Math.max(0, Math.min(cap, rul));
  }
}
