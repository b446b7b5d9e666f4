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

  /** Versions of models that are remembered; the one that was judged longest ago goes first. */
  private static final int MODELS = 8;

  private final CoverageOptions options;

  private transient @Nullable Map<String, ModelCoverage> coverages;
  private transient @Nullable ListState<ModelCoverage> kept;

  /** Read by Flink's reporters. */
  private transient volatile @Nullable ModelCoverage latest;

  /** A meter of so many recent runs. */
  public CoverageMeter(CoverageOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    coverages = new LinkedHashMap<>();
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("coverages", Types.POJO(ModelCoverage.class)));
    for (ModelCoverage coverage : kept.get()) {
      coverages.put(Adaptation.key(coverage.model(), coverage.version()), coverage);
      latest = coverage;
    }
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    metrics.gauge("intervalCoverage", (Gauge<Double>) () -> coverage(latest));
    metrics.gauge("intervalCoverageRuns", (Gauge<Integer>) () -> runs(latest));
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
    Map<String, ModelCoverage> all = Objects.requireNonNull(coverages);
    String key = Adaptation.key(run.model(), run.version());
    ModelCoverage before = all.remove(key);
    if (before == null) {
      before = new ModelCoverage(run.model(), run.version(), List.of());
    }
    ModelCoverage after = before.after(run, options.recent());
    all.put(key, after);
    if (all.size() > MODELS) {
      all.remove(all.keySet().iterator().next());
    }
    latest = after;
    out.collect(after);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(kept).update(List.copyOf(Objects.requireNonNull(coverages).values()));
  }
}
