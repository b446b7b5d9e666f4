package io.harbinger.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The numbers that a network is computed in: its weights, its inputs and what lies between. What
 * goes in and comes out, states that callers keep among it, is 32 bits wide in all of them.
 */
public enum Precision {
  /** 32 bits: what every model was trained in and is held to. The default. */
  FLOAT32,

  /** 16 bits, of which 10 are the fraction's: numbers up to 65504. */
  FLOAT16,

  /** 16 bits, of which 7 are the fraction's: the reach of 32 bits, with two or three digits. */
  BFLOAT16;

  /**
   * The precision of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Precision of(String name) {
    return Arrays.stream(values())
        .filter(precision -> precision.label().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "precision %s (expected one of %s)"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Precision::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** As the manifest has it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
