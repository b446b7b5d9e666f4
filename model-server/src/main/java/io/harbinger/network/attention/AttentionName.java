package io.harbinger.network.attention;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The mechanisms that a recipe can ask for by name, each with its usual settings. */
public enum AttentionName {
  /** Additive. */
  BAHDANAU,
  /** Additive with a normalized vector. */
  NORMED_BAHDANAU,
  /** The product. */
  LUONG,
  /** The product with a learned scale. */
  SCALED_LUONG,
  /** Additive and monotonic, computed in parallel. */
  MONOTONIC_BAHDANAU,
  /** Normalized, additive and monotonic. */
  MONOTONIC_NORMED_BAHDANAU,
  /** The product, monotonic. */
  MONOTONIC_LUONG,
  /** The scaled product, monotonic. */
  MONOTONIC_SCALED_LUONG,
  /** Tacotron 2's: 32 filters of 31 positions over the sum of earlier alignments. */
  LOCATION_SENSITIVE,
  /** Chorowski et al.'s: 10 filters of 201 positions over the last alignment, smoothed. */
  SMOOTHED_LOCATION_SENSITIVE;

  /** The name in recipes: lower case, hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mechanism of a label. */
  public static AttentionName of(String label) {
    return Arrays.stream(values())
        .filter(name -> name.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no attention is called \"%s\" (expected one of %s)"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(AttentionName::label)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The mechanism with keys of a width. The product takes its width from the query and ignores it.
   */
  public AttentionSpec spec(int units) {
    return new AttentionSpec(score(units), probability());
  }

  private ScoreSpec score(int units) {
    return switch (this) {
      case BAHDANAU, MONOTONIC_BAHDANAU -> new ScoreSpec.Bahdanau(units, false);
      case NORMED_BAHDANAU, MONOTONIC_NORMED_BAHDANAU -> new ScoreSpec.Bahdanau(units, true);
      case LUONG, MONOTONIC_LUONG -> new ScoreSpec.Luong(false);
      case SCALED_LUONG, MONOTONIC_SCALED_LUONG -> new ScoreSpec.Luong(true);
      case LOCATION_SENSITIVE -> new ScoreSpec.LocationSensitive(units, 32, 31, true);
      case SMOOTHED_LOCATION_SENSITIVE -> new ScoreSpec.LocationSensitive(units, 10, 201, false);
    };
  }

  private ProbabilitySpec probability() {
    return switch (this) {
      case BAHDANAU, NORMED_BAHDANAU, LUONG, SCALED_LUONG, LOCATION_SENSITIVE ->
          ProbabilitySpec.Normalized.SOFTMAX;
      case SMOOTHED_LOCATION_SENSITIVE -> ProbabilitySpec.Normalized.SMOOTHING;
      case MONOTONIC_BAHDANAU, MONOTONIC_NORMED_BAHDANAU, MONOTONIC_LUONG, MONOTONIC_SCALED_LUONG ->
          new ProbabilitySpec.Monotonic(MonotonicMode.PARALLEL, 0, 0);
    };
  }
}
