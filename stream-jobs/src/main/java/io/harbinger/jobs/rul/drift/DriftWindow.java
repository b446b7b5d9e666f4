package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.BinnedReading;
import io.harbinger.model.rul.reference.ReferenceComparison;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's latest early readings beside the reference of the version that answers. Where another
 * version with another reference comes to answer, it begins anew: readings in the bins of the one
 * say nothing about the other. Thread-safe, since Flink's reporters ask it.
 */
final class DriftWindow {

  private final ServingReference serving;
  private final DriftOptions options;
  private final Compared compared;
  private @Nullable Against against;

  private record Against(
      MarkedReference reference, List<String> values, ReferenceComparison comparison) {}

  /** A window without readings yet. */
  DriftWindow(ServingReference serving, DriftOptions options, Compared compared) {
    this.serving = serving;
    this.options = options;
    this.compared = compared;
    follow();
  }

  /**
   * Looks which version answers.
   *
   * @return whether it began anew, with another reference than before
   */
  synchronized boolean follow() {
    MarkedReference now = serving.now().orElse(null);
    Against before = against;
    if (now == null) {
      against = null;
      return false;
    }
    if (before != null && before.reference().mark() == now.mark()) {
      return false;
    }
    against =
        new Against(
            now,
            compared.values(now.reference()),
            compared.comparison(now.reference(), options.window()));
    return true;
  }

  /** One more reading; left out where it is in the bins of another reference. */
  synchronized void add(DriftReading reading) {
    Against own = against;
    if (own != null && own.reference().mark() == reading.reference()) {
      own.comparison().add(reading.reading());
    }
  }

  /** What there is an index of, by name; nothing where there is no reference. */
  synchronized List<String> values() {
    return against == null ? List.of() : against.values();
  }

  /**
   * The index of a value; NaN where there are too few readings, no reference of that value, or
   * another version has come to answer since the last reading.
   */
  synchronized double index(String value) {
    Against own = against;
    if (own == null || !serving.holds() || own.comparison().readings() < options.least()) {
      return Double.NaN;
    }
    int place = own.values().indexOf(value);
    return place < 0 ? Double.NaN : own.comparison().index(place);
  }

  /** Of how many runs the readings are; 0 where an index is NaN for want of a reference. */
  synchronized int runs() {
    return against == null || !serving.holds() ? 0 : against.comparison().runs();
  }

  /** The readings, the oldest first. */
  synchronized List<BinnedReading> latest() {
    return against == null ? List.of() : against.comparison().latest();
  }

  /** The mark of the reference in whose bins they are; none where there is none. */
  synchronized List<Long> mark() {
    return against == null ? List.of() : List.of(against.reference().mark());
  }
}
