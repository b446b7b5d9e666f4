package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.Truncations;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Always the mean RUL of the training engines' cuts, whatever the sensors say. */
record ConstantModel(double rul) implements FittedBaseline {

  static ConstantModel fit(List<EngineRun> engines, Truncations truncations) {
    double sum = 0;
    for (EngineRun engine : engines) {
      int most = engine.readings().size() - truncations.leastObserved();
      sum +=
          IntStream.rangeClosed(
                  truncations.leastRul(),
                  Math.max(truncations.leastRul(), Math.min(truncations.mostRul(), most)))
              .mapToDouble(rul -> Math.min(rul, RulEvaluation.CAP))
              .average()
              .orElseThrow();
    }
    return new ConstantModel(sum / engines.size());
  }

  @Override
  public List<Told> predict(EngineRun engine) {
    return Collections.nCopies(engine.readings().size(), Told.only(rul));
  }
}
