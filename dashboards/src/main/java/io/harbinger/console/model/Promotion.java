package io.harbinger.console.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A wish to let a version answer.
 *
 * @param model for instance rul-fd001
 * @param version its number
 * @param share the part of the assets that it answers for, above 0 and below 1; empty for all, or
 *     for none in the shadow
 * @param shadow whether it answers nobody and is only compared
 * @param by who decides
 * @param seen the {@link ModelView#revision} that the person looked at; where another decision was
 *     taken since, this one is refused. Empty where nobody looked.
 */
public record Promotion(
    String model,
    int version,
    OptionalDouble share,
    boolean shadow,
    String by,
    Optional<String> seen) {

  /** Refuses what cannot be. */
  public Promotion {
    if (version < 1) {
      throw new IllegalArgumentException("version %d (expected 1 or more)".formatted(version));
    }
    if (share.isPresent() && !(share.getAsDouble() > 0 && share.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "a share of %s (expected above 0 and below 1; leave it out for all)"
              .formatted(share.getAsDouble()));
    }
    if (share.isPresent() && shadow) {
      throw new IllegalArgumentException(
          "a share and the shadow (expected one of them: a shadow answers nobody)");
    }
  }
}
