package io.harbinger.jobs.rul.coverage;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
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

  private final CoverageOptions options;

  /** Its latest is read by Flink's reporters. */
  private transient volatile @Nullable RecentModels<Adaptation> models;

  /** A learner of these steps. */
  public IntervalLearner(CoverageOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    models =
        RecentModels.restore(
            context.getOperatorStateStore(), "adaptations", Adaptation.class, Adaptation::key);
  }

  private @Nullable Adaptation latest() {
    RecentModels<Adaptation> now = models;
    return now == null ? null : now.latest();
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext()
        .getMetricGroup()
        .gauge("intervalFactor", (Gauge<Double>) () -> told(latest(), true));
    getRuntimeContext()
        .getMetricGroup()
        .gauge("intervalLevel", (Gauge<Double>) () -> told(latest(), false));
  }

  private static double told(@Nullable Adaptation adaptation, boolean factor) {
    if (adaptation == null) {
      return Double.NaN;
    }
    return factor ? adaptation.factor() : adaptation.alpha();
  }

  @Override
  public void processElement(JudgedRun run, Context context, Collector<Adaptation> out) {
    Adaptation after =
        Objects.requireNonNull(models)
            .replace(
                Adaptation.key(run.model(), run.version()),
                before ->
                    (before == null
                            ? Adaptation.before(run.model(), run.version(), options)
                            : before)
                        .after(run, options.cap()));
    out.collect(after);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(models).snapshot();
  }
}
