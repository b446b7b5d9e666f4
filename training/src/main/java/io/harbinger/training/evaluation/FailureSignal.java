package io.harbinger.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of a prediction decides whether an engine is said to fail within a horizon. */
public enum FailureSignal {
  /** The failure head: fails when its probability is the threshold or more. */
  @JsonProperty("probability")
  PROBABILITY,
  /** The regression head: fails when the predicted RUL is the threshold or less. */
  @JsonProperty("rul")
  RUL
}
