package io.harbinger.jobs.rul.coverage;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import io.harbinger.model.rul.IntervalCalibration.Interval;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes each prediction's interval wider or narrower by what failures have taught, which every
 * subtask is told: broadcast state, so that a restart goes on with what was in force.
 */
public final class IntervalAdapter
    extends BroadcastProcessFunction<RulPrediction, Adaptation, RulPrediction> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  /** What is in force, by model and version. */
  public static final MapStateDescriptor<String, Adaptation> IN_FORCE =
      new MapStateDescriptor<>("in-force", Types.STRING, Types.POJO(Adaptation.class));

  private final double cap;

  /** An adapter of intervals up to a cap in cycles. */
  public IntervalAdapter(double cap) {
    this.cap = cap;
  }

  @Override
  public void processElement(
      RulPrediction prediction, ReadOnlyContext context, Collector<RulPrediction> out)
      throws Exception {
    Adaptation adaptation =
        context
            .getBroadcastState(IN_FORCE)
            .get(Adaptation.key(prediction.getModel(), prediction.getVersion()));
    out.collect(adaptation == null ? prediction : adapted(prediction, adaptation));
  }

  private RulPrediction adapted(RulPrediction prediction, Adaptation adaptation) {
    Double low = prediction.getRulLow();
    Double high = prediction.getRulHigh();
    if (low == null || high == null) {
      return prediction;
    }
    Interval interval = adaptation.apply(prediction.getRul(), low, high, cap);
    return RulPrediction.newBuilder(prediction)
        .setRulLow(interval.lower())
        .setRulHigh(interval.upper())
        .build();
  }

  @Override
  public void processBroadcastElement(
      Adaptation adaptation, Context context, Collector<RulPrediction> out) throws Exception {
    context.getBroadcastState(IN_FORCE).put(adaptation.key(), adaptation);
  }
}
