package io.harbinger.jobs.rul.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Adaptive conformal inference over the whole fleet: one step for each run that failed, in the one
 * order in which this single subtask hears of them. Gives the adaptation after each step.
 *
 * <p>Metrics: {@code intervalFactor}, by what the half-widths are multiplied, and {@code
 * intervalLevel}, the share of misses that is asked for; both of the model that learned last, NaN
 * before the first failure.
 */
public final class IntervalLearner extends ProcessFunction<JudgedRun, Adaptation>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** Versions of models that are remembered; the one that learned longest ago goes first. */
  private static final int MODELS = 8;

  private final CoverageOptions options;

  private transient @Nullable Map<String, Adaptation> adaptations;
  private transient @Nullable ListState<Adaptation> kept;

  /** Read by Flink's reporters. */
  private transient volatile @Nullable Adaptation latest;

  /** A learner of these steps. */
  public IntervalLearner(CoverageOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    adaptations = new LinkedHashMap<>();
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("adaptations", Types.POJO(Adaptation.class)));
    for (Adaptation adaptation : kept.get()) {
      adaptations.put(adaptation.key(), adaptation);
      latest = adaptation;
    }
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext()
        .getMetricGroup()
        .gauge("intervalFactor", (Gauge<Double>) () -> told(latest, true));
    getRuntimeContext()
        .getMetricGroup()
        .gauge("intervalLevel", (Gauge<Double>) () -> told(latest, false));
  }

  private static double told(@Nullable Adaptation adaptation, boolean factor) {
    if (adaptation == null) {
      return Double.NaN;
    }
    return factor ? adaptation.factor() : adaptation.alpha();
  }

  @Override
  public void processElement(JudgedRun run, Context context, Collector<Adaptation> out) {
    Map<String, Adaptation> all = Objects.requireNonNull(adaptations);
    Adaptation before = all.remove(Adaptation.key(run.model(), run.version()));
    if (before == null) {
      before = Adaptation.before(run.model(), run.version(), options);
    }
    Adaptation after = before.after(run, options.cap());
    all.put(after.key(), after);
    if (all.size() > MODELS) {
      all.remove(all.keySet().iterator().next());
    }
    latest = after;
    out.collect(after);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(kept).update(List.copyOf(Objects.requireNonNull(adaptations).values()));
  }
}
