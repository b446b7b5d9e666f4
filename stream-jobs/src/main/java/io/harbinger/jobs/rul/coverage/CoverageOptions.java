package io.harbinger.jobs.rul.coverage;

import io.harbinger.contract.RulPrediction;
import io.harbinger.model.rul.AdaptiveCoverage;
import java.io.Serializable;
import java.time.Duration;

/**
 * How intervals are judged by failures, and whether they are adapted.
 *
 * @param adapt whether the intervals are made wider or narrower by what failures taught
 * @param nominal the share of truths that the model's intervals are to hold, above 0 and below 1
 * @param cap the largest remaining life that the model tells apart, in cycles
 * @param gamma the step of {@link AdaptiveCoverage}, taken once for each run that failed
 * @param every the intervals at each so many cycles of a run are judged
 * @param cuts how many of a run, the latest before its failure
 * @param recent over how many runs the coverage is told
 * @param patience how long a report waits for predictions of before the failure
 */
public record CoverageOptions(
    boolean adapt,
    double nominal,
    double cap,
    double gamma,
    int every,
    int cuts,
    int recent,
    Duration patience)
    implements Serializable {

  /** Refuses what cannot work. */
  public CoverageOptions {
    AdaptiveCoverage.startingAt(nominal, gamma);
    if (!(cap > 0 && Double.isFinite(cap))) {
      throw new IllegalArgumentException("cap %s (expected cycles above 0)".formatted(cap));
    }
    if (every < 1 || cuts < 1 || recent < 1) {
      throw new IllegalArgumentException(
          "every %d cycles, %d intervals of a run, %d runs (expected each at least 1)"
              .formatted(every, cuts, recent));
    }
    if (patience.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a patience of %s (expected at least 1 ms)".formatted(patience));
    }
  }

  /**
   * Nothing adapted; 0.88 within 125 cycles, as the shipped models; the latest 15 of every tenth
   * interval, so that the last 150 cycles of a life are judged, as in their calibration.
   */
  public static CoverageOptions defaults() {
    return new CoverageOptions(false, 0.88, 125, 0.005, 10, 15, 200, Duration.ofMinutes(10));
  }

  /** The same, with intervals adapted or not. */
  public CoverageOptions withAdapt(boolean other) {
    return new CoverageOptions(other, nominal, cap, gamma, every, cuts, recent, patience);
  }

  /** The same for a model of another coverage and cap. */
  public CoverageOptions withModel(double otherNominal, double otherCap) {
    return new CoverageOptions(adapt, otherNominal, otherCap, gamma, every, cuts, recent, patience);
  }

  /** The same, judging other cycles of a run. */
  public CoverageOptions withCuts(int otherEvery, int otherCuts) {
    return new CoverageOptions(adapt, nominal, cap, gamma, otherEvery, otherCuts, recent, patience);
  }

  /** The same with other steps. */
  public CoverageOptions withGamma(double other) {
    return new CoverageOptions(adapt, nominal, cap, other, every, cuts, recent, patience);
  }

  /** The same, telling the coverage over so many runs. */
  public CoverageOptions withRecent(int other) {
    return new CoverageOptions(adapt, nominal, cap, gamma, every, cuts, other, patience);
  }

  /** Whether a prediction's interval is one of those that are judged. */
  public boolean isJudged(RulPrediction prediction) {
    return prediction.getCycle() % every == 0
        && prediction.getRulLow() != null
        && prediction.getRulHigh() != null;
  }
}
