package io.harbinger.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What computes a model's network; {@code "backend"} in the manifest. The weights, the sample and
 * the tolerance that it is held to are the same for all.
 */
public enum Backend {
  /** PyTorch through DJL, on the processor or a GPU: every task and network. The default. */
  PYTORCH,

  /**
   * ONNX Runtime, on the processor. Its libraries are optional: a model that asks for them is
   * refused where they are not on the class path.
   */
  ONNXRUNTIME;

  /**
   * The backend of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Backend of(String name) {
    return Arrays.stream(values())
        .filter(backend -> backend.label().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "backend %s (expected one of %s, or none for %s)"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Backend::label)
                                .collect(Collectors.joining(", ")),
                            PYTORCH.label())));
  }

  /** Whether it can compute in a precision: ONNX Runtime's graphs are written in float32 alone. */
  public boolean computesIn(Precision precision) {
    return this == PYTORCH || precision == Precision.FLOAT32;
  }

  /**
   * Lets pass a precision that it computes in.
   *
   * @throws UnfitPrecisionException otherwise
   */
  public void require(Precision precision, ModelInfo model) {
    if (!computesIn(precision)) {
      throw new UnfitPrecisionException(
          "model %s, version %s, is computed by %s, which computes in %s alone (asked for %s)"
              .formatted(model.name(), model.version(), this, Precision.FLOAT32, precision));
    }
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
