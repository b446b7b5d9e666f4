package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which engines a member of an ensemble is not fitted to. */
public enum HeldOut {
  /** The engines are dealt out in folds of the fraction's size; each member holds out the next. */
  @JsonProperty("folds")
  FOLDS,
  /** All members hold out the same engines. */
  @JsonProperty("shared")
  SHARED
}
