package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The rule by which gradients change weights. */
public enum OptimizerKind {
  /** Adam (Kingma and Ba 2015) with betas 0.9 and 0.999. */
  @JsonProperty("adam")
  ADAM
}
