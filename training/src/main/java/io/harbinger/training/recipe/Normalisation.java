package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a channel is brought to a common scale, by constants of the training engines alone. */
public enum Normalisation {
  /** Mean 0, standard deviation 1. */
  @JsonProperty("zscore")
  ZSCORE,
  /** Smallest value 0, largest 1. */
  @JsonProperty("minmax")
  MINMAX
}
