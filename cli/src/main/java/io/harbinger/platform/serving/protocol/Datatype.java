package io.harbinger.platform.serving.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The protocol's types of a tensor's elements. */
public enum Datatype {
  /** true or false. */
  BOOL(Kind.TRUTH),
  /** Whole numbers of 8 bits, without a sign. */
  UINT8(Kind.WHOLE),
  /** Whole numbers of 16 bits, without a sign. */
  UINT16(Kind.WHOLE),
  /** Whole numbers of 32 bits, without a sign. */
  UINT32(Kind.WHOLE),
  /** Whole numbers of 64 bits, without a sign. */
  UINT64(Kind.WHOLE),
  /** Whole numbers of 8 bits. */
  INT8(Kind.WHOLE),
  /** Whole numbers of 16 bits. */
  INT16(Kind.WHOLE),
  /** Whole numbers of 32 bits. */
  INT32(Kind.WHOLE),
  /** Whole numbers of 64 bits. */
  INT64(Kind.WHOLE),
  /** Floating point numbers of 16 bits. */
  FP16(Kind.REAL),
  /** Floating point numbers of 32 bits. */
  FP32(Kind.REAL),
  /** Floating point numbers of 64 bits. */
  FP64(Kind.REAL),
  /** Texts. */
  BYTES(Kind.TEXT);

  /** What an element is in JSON. */
  public enum Kind {
    /** A boolean. */
    TRUTH,
    /** A number without a fraction. */
    WHOLE,
    /** A number. */
    REAL,
    /** A string. */
    TEXT
  }

  private final Kind kind;

  Datatype(Kind kind) {
    this.kind = kind;
  }

  /** What an element is in JSON. */
  public Kind kind() {
    return kind;
  }

  /** By the protocol's name, which is the constant's. */
  static Datatype of(String tensor, String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProtocolException.of(
                    400,
                    "%s has the datatype %s (expected one of %s)"
                        .formatted(
                            tensor,
                            name,
                            Arrays.stream(values())
                                .map(type -> type.name().toUpperCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}
