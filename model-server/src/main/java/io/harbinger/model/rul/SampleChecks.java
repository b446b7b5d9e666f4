package io.harbinger.model.rul;

import io.harbinger.model.Backend;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks of a version by its own sample, in each precision that its manifest permits. */
public final class SampleChecks {

  private SampleChecks() {}

  /**
   * What came of asking a sample again.
   *
   * @param deviation of the whole sample
   * @param problems single answers that are wrong
   */
  public record Measured(SampleDeviation deviation, List<String> problems) {

    /** Copies the list. */
    public Measured {
      problems = List.copyOf(problems);
    }
  }

  /**
   * One check for each permitted precision: {@code sample} in float32, the others by their names.
   * What the version's backend cannot compute in is no fault of the version, and passes.
   *
   * @param measure asks the sample again in a precision; fails with {@link
   *     IllegalArgumentException} where it cannot
   */
  public static List<ModelCheck> of(
      ModelDirectory directory, Function<Precision, Measured> measure) {
    Backend backend = directory.manifest().computedBy();
    List<ModelCheck> checks = new ArrayList<>();
    for (Precision precision : directory.manifest().permitted()) {
      String name = precision == Precision.FLOAT32 ? "sample" : precision.label();
      checks.add(
          backend.computesIn(precision)
              ? checked(name, directory, precision, measure)
              : new ModelCheck(
                  name,
                  List.of(),
                  "permitted, but not computed in by %s: served in %s"
                      .formatted(backend, Precision.FLOAT32)));
    }
    return checks;
  }

  private static ModelCheck checked(
      String name,
      ModelDirectory directory,
      Precision precision,
      Function<Precision, Measured> measure) {
    try {
      Measured measured = measure.apply(precision);
      if (precision != Precision.FLOAT32) {
        measured.deviation().require(directory.info(), precision);
      }
      return new ModelCheck(name, measured.problems(), measured.deviation().toString());
    } catch (IllegalArgumentException e) {
      return failed(name, e);
    }
  }

  /** A check that fails with what it finds, or with {@link IllegalArgumentException}. */
  static ModelCheck check(String name, Supplier<List<String>> problems) {
    try {
      return new ModelCheck(name, problems.get());
    } catch (IllegalArgumentException e) {
      return failed(name, e);
    }
  }

  private static ModelCheck failed(String name, IllegalArgumentException e) {
    return new ModelCheck(name, List.of(String.valueOf(e.getMessage())));
  }
}
