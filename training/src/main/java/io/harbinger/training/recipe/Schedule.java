package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate goes on after the warm-up. */
public enum Schedule {
  /** It stays. */
  @JsonProperty("constant")
  CONSTANT,
  /** It falls along half a cosine and reaches 0 with the last step. */
  @JsonProperty("cosine")
  COSINE
}
