package io.harbinger.training.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, by {@link RulEvaluation#PROTOCOL}. Immutable; its JSON keys are its
 * component names, all always present.
 *
 * @param engines number of different engines
 * @param rmseCapped RMSE in cycles with the truth capped at 125: the headline
 * @param rmseCappedStandardError standard error of it, by bootstrap over engines, in cycles
 * @param rmseUncapped RMSE in cycles against the full truth
 * @param scoreCapped PHM08 score with the truth capped at 125, a sum over engines
 * @param scoreUncapped PHM08 score against the full truth, a sum over engines
 * @param within30 decisions of "fails within 30 cycles"
 * @param within15 decisions of "fails within 15 cycles"
 * @param courseLoss by {@link CourseLoss}; null where no engine was observed for 50 cycles
 * @param courseLossStandardError standard error of it, by bootstrap over engines; null likewise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "engines",
  "rmseCapped",
  "rmseCappedStandardError",
  "rmseUncapped",
  "scoreCapped",
  "scoreUncapped",
  "within30",
  "within15",
  "courseLoss",
  "courseLossStandardError"
})
public record RulMetrics(
    int engines,
    double rmseCapped,
    double rmseCappedStandardError,
    double rmseUncapped,
    double scoreCapped,
    double scoreUncapped,
    HorizonMetrics within30,
    HorizonMetrics within15,
    @Nullable Double courseLoss,
    @Nullable Double courseLossStandardError) {}
