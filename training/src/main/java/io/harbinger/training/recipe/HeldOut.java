package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which engines a member of an ensemble is not fitted to. */
public enum HeldOut {
  /** The engines are dealt out among the members: each engine is held out of exactly one. */
  @JsonProperty("folds")
  FOLDS,
  /** All members hold out the same engines. */
  @JsonProperty("shared")
  SHARED
}
