package io.harbinger.jobs.rul.drift;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import io.harbinger.model.rul.reference.RulReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One in so many of the predictions that are early in their run, in the bins of the version that
 * made it: a candidate's are not taken for those of the version that it is tried beside.
 */
final class PredictionBins extends RichFlatMapFunction<RulPrediction, DriftReading> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final int every;

  private transient @Nullable Map<String, Optional<MarkedReference>> references;

  PredictionBins(ReferenceSource source, int every) {
    this.source = source;
    this.every = every;
  }

  @Override
  public void open(OpenContext context) {
    references = new HashMap<>();
  }

  @Override
  public void flatMap(RulPrediction prediction, Collector<DriftReading> out) {
    if (every > 0 && prediction.getCycle() % every == 0) {
      Objects.requireNonNull(references)
          .computeIfAbsent(prediction.getVersion(), source::of)
          .filter(marked -> prediction.getCycle() <= marked.reference().earlyCycles())
          .ifPresent(marked -> out.collect(binned(prediction, marked)));
    }
  }

  private static DriftReading binned(RulPrediction prediction, MarkedReference marked) {
    RulReference reference = marked.reference();
    return new DriftReading(
        marked.mark(),
        reference.prediction(
            Runs.mark(prediction.getAsset(), prediction.getRun()), prediction.getRul()));
  }
}
