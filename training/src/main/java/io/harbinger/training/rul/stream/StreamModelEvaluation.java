package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.rul.RulModelEvaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates a streaming model's directory on a test set, by {@link RulEvaluation#PROTOCOL}: each
 * engine is read from its first cycle to its last, and what is said then counts.
 */
public final class StreamModelEvaluation {

  private static final long BOOTSTRAP_SEED = 1;

  private StreamModelEvaluation() {}

  /** The model's metrics over all engines of a test set. */
  public static RulMetrics evaluate(Path model, Path data, Subset subset) {
    try (StreamRulModel loaded = StreamRulModel.load(model)) {
      return RulEvaluation.of(
          outcomes(loaded, data, subset),
          new CourseLoss(0, loaded.spec().labelRange()),
          BOOTSTRAP_SEED);
    }
  }

  /** What a model says of each test engine at its last cycle. */
  public static List<EngineOutcome> outcomes(StreamRulModel model, Path data, Subset subset) {
    List<EngineRun> engines = CmapssDirectory.test(data, subset);
    int[] rul = RulModelEvaluation.testRul(engines, data, subset);
    FailureRules rules = RulModelEvaluation.rules(model.spec().decisions());
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      EngineRun engine = engines.get(i);
      List<RulEstimate> estimates = estimates(model, engine);
      RulEstimate last = estimates.get(estimates.size() - 1);
      outcomes.add(
          EngineOutcome.decided(
              engine.unit(),
              engine.readings().size(),
              last.rul(),
              rul[i],
              last.within15(),
              last.within30(),
              rules));
    }
    return outcomes;
  }

  /** What a model says of an engine after each of its readings. */
  public static List<RulEstimate> estimates(StreamRulModel model, EngineRun engine) {
    StreamRequest request =
        StreamRequest.of(
            Optional.empty(), ReadingWindow.of(engine.readings(), engine.readings().size()));
    model.validate(request);
    return model.predict(List.of(request)).get(0).estimates();
  }
}
