package io.harbinger.jobs.rul.coverage;

import io.harbinger.model.rul.AdaptiveCoverage;
import io.harbinger.model.rul.IntervalCalibration.Interval;
import io.harbinger.model.rul.IntervalWidening;
import java.io.Serializable;

/**
 * What failures have taught about a model's intervals.
 *
 * @param model it is about
 * @param version of the model
 * @param target the share of truths that may be missed
 * @param gamma the step for each run
 * @param alpha the level that is asked for now
 * @param runs that have taught it
 */
public record Adaptation(
    String model, String version, double target, double gamma, double alpha, long runs)
    implements Serializable {

  /** Before any failure: the intervals as the model tells them. */
  static Adaptation before(String model, String version, CoverageOptions options) {
    AdaptiveCoverage start = AdaptiveCoverage.startingAt(options.nominal(), options.gamma());
    return new Adaptation(model, version, start.target(), start.gamma(), start.alpha(), 0);
  }

  /** After one more run, whose intervals are the model's own, judged as if made for it now. */
  Adaptation after(JudgedRun run, double cap) {
    long missed =
        run.intervals().stream()
            .filter(i -> !apply(i.rul(), i.low(), i.high(), cap).covers(i.truth()))
            .count();
    AdaptiveCoverage next =
        new AdaptiveCoverage(target, gamma, alpha).after((double) missed / run.intervals().size());
    return new Adaptation(model, version, target, gamma, next.alpha(), runs + 1);
  }

  /** By what the half-widths are multiplied: 0 to infinity. */
  public double factor() {
    return IntervalWidening.of(target).factor(alpha);
  }

  /** The interval that the model told, made wider or narrower. */
  Interval apply(double rul, double low, double high, double cap) {
    return IntervalWidening.of(target).apply(rul, low, high, cap, alpha);
  }

  String key() {
    return key(model, version);
  }

  static String key(String model, String version) {
    return model + '/' + version;
  }
}
