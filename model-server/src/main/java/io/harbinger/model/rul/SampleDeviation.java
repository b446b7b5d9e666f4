package io.harbinger.model.rul;

import io.harbinger.model.ModelInfo;
import io.harbinger.model.Precision;
import io.harbinger.model.UnfitPrecisionException;
import java.util.Locale;

/**
 * How far a model's answers lie from those of its sample at most.
 *
 * @param cycles of the RUL
 * @param probability of failure within a horizon
 */
public record SampleDeviation(double cycles, double probability) {

  /** Before anything was compared. */
  public static final SampleDeviation NONE = new SampleDeviation(0, 0);

  /**
   * Of one answer. The ends of an interval are not looked at: their calibration goes by bands of
   * the RUL, and where that lies between two a rounding in the last place moves them by cycles.
   */
  public static SampleDeviation of(RulEstimate answer, RulEstimate expected) {
    return new SampleDeviation(
        Math.abs(answer.rul() - expected.rul()),
        Math.max(
            Math.abs(answer.within15() - expected.within15()),
            Math.abs(answer.within30() - expected.within30())));
  }

  /** The larger of each; what is no number stays. */
  public SampleDeviation max(SampleDeviation other) {
    return new SampleDeviation(
        Math.max(cycles, other.cycles), Math.max(probability, other.probability));
  }

  /** Whether a model in a precision may deviate so much. */
  public boolean passes(Precision precision) {
    SampleDeviation most = most(precision);
    return cycles <= most.cycles && probability <= most.probability;
  }

  /**
   * The most that passes.
   *
   * <p>In float32 processors round differently, but no wrong weight hides in a hundredth. In 16
   * bits rounding itself is larger than that. There an answer may move by what nobody who uses it
   * would notice: life is counted in whole cycles, of which the alerts' hysteresis is five, and of
   * a probability it is 0.15.
   */
  public static SampleDeviation most(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> new SampleDeviation(0.01, 0.01);
      case FLOAT16, BFLOAT16 -> new SampleDeviation(1, 0.02);
    };
  }

  /**
   * Lets pass what a model in a lower precision may deviate from the whole of its sample.
   *
   * @throws UnfitPrecisionException otherwise; says by how much it misses
   */
  public void require(ModelInfo model, Precision precision) {
    if (!passes(precision)) {
      throw new UnfitPrecisionException(
          "model %s, version %s, answers its own sample in %s with %s (at most %s)"
              .formatted(model.name(), model.version(), precision, this, most(precision)));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4f cycles and %.5f in probability off", cycles, probability);
  }
}
