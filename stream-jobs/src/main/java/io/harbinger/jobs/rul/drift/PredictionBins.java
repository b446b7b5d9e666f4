package io.harbinger.jobs.rul.drift;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import io.harbinger.model.rul.reference.BinnedReading;
import io.harbinger.model.rul.reference.RulReference;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** One in so many of the predictions that are early in their run, as bins of the reference. */
final class PredictionBins extends RichFlatMapFunction<RulPrediction, BinnedReading> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final int every;

  private transient @Nullable RulReference reference;

  PredictionBins(ReferenceSource source, int every) {
    this.source = source;
    this.every = every;
  }

  @Override
  public void open(OpenContext context) {
    reference = source.load().orElse(null);
  }

  @Override
  public void flatMap(RulPrediction prediction, Collector<BinnedReading> out) {
    RulReference known = reference;
    if (known != null
        && every > 0
        && prediction.getCycle() <= known.earlyCycles()
        && prediction.getCycle() % every == 0) {
      out.collect(
          known.prediction(
              Runs.mark(prediction.getAsset(), prediction.getRun()), prediction.getRul()));
    }
  }
}
