package io.harbinger.model;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a version in the precision that was asked for where its manifest permits that and it passes
 * its sample so; otherwise in float32, in which every version is held to its sample. Why is said in
 * the log, once a load.
 */
public final class PrecisionChoice {

  private static final Logger LOG = LoggerFactory.getLogger(PrecisionChoice.class);

  private PrecisionChoice() {}

  /**
   * Loads a version.
   *
   * @param load loads it in exactly one precision and checks it there; fails with {@link
   *     UnfitPrecisionException} where that is the precision's fault
   */
  public static <M> M load(ModelDirectory directory, Precision asked, Function<Precision, M> load) {
    if (asked == Precision.FLOAT32) {
      return load.apply(asked);
    }
    ModelInfo info = directory.info();
    if (!directory.manifest().permitted().contains(asked)) {
      LOG.warn(
          "model {}, version {}, is served in {}, not in {} as asked: its manifest permits {}",
          info.name(),
          info.version(),
          Precision.FLOAT32,
          asked,
          directory.manifest().permitted());
      return load.apply(Precision.FLOAT32);
    }
    try {
      return load.apply(asked);
    } catch (UnfitPrecisionException e) {
      LOG.warn(
          "model {}, version {}, is served in {}, not in {} as asked: {}",
          info.name(),
          info.version(),
          Precision.FLOAT32,
          asked,
          e.getMessage());
      return load.apply(Precision.FLOAT32);
    }
  }
}
