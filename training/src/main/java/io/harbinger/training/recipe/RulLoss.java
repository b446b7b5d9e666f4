package io.harbinger.training.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The loss of the RUL head, over normalised labels. */
public enum RulLoss {
  /** Mean squared error: the one that RMSE is measured by. */
  @JsonProperty("mse")
  MSE,
  /** Mean absolute error: the course's. */
  @JsonProperty("mae")
  MAE
}
