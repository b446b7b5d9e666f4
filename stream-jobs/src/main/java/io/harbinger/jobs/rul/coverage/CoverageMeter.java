package io.harbinger.jobs.rul.coverage;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Tells the coverage of the intervals that were given, over the fleet's latest runs; one subtask.
 * Gives each model's coverage after each run.
 *
 * <p>Metrics: {@code intervalCoverage}, NaN before the first failure, and {@code
 * intervalCoverageRuns}, over how many runs; both of the model that was judged last. {@code
 * intervalCoverageNominal}, what it is to be.
 */
public final class CoverageMeter extends ProcessFunction<JudgedRun, ModelCoverage>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final CoverageOptions options;

  /** Its latest is read by Flink's reporters. */
  private transient volatile @Nullable RecentModels<ModelCoverage> models;

  /** A meter of so many recent runs. */
  public CoverageMeter(CoverageOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    models =
        RecentModels.restore(
            context.getOperatorStateStore(),
            "coverages",
            ModelCoverage.class,
            coverage -> Adaptation.key(coverage.model(), coverage.version()));
  }

  private @Nullable ModelCoverage latest() {
    RecentModels<ModelCoverage> now = models;
    return now == null ? null : now.latest();
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge("intervalCoverage", (Gauge<Double>) () -> coverage(latest()));
    metrics.gauge("intervalCoverageRuns", (Gauge<Integer>) () -> runs(latest()));
    metrics.gauge("intervalCoverageNominal", (Gauge<Double>) options::nominal);
  }

  private static double coverage(@Nullable ModelCoverage coverage) {
    return coverage == null ? Double.NaN : coverage.coverage();
  }

  private static int runs(@Nullable ModelCoverage coverage) {
    return coverage == null ? 0 : coverage.missed().size();
  }

  @Override
  public void processElement(JudgedRun run, Context context, Collector<ModelCoverage> out) {
    ModelCoverage after =
        Objects.requireNonNull(models)
            .replace(
                Adaptation.key(run.model(), run.version()),
                before ->
                    (before == null
                            ? new ModelCoverage(run.model(), run.version(), List.of())
                            : before)
                        .after(run, options.recent()));
    out.collect(after);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(models).snapshot();
  }
}
