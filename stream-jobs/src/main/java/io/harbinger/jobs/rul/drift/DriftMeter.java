package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.BinnedReading;
import io.harbinger.model.rul.reference.ReferenceComparison;
import io.harbinger.model.rul.reference.RulReference;
import java.util.ArrayList;
import java.util.List;
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
 * Keeps the fleet's latest early readings and compares them with the reference; one subtask. What
 * it kept for another reference is dropped.
 *
 * <p>Metrics, where there is a reference: {@code driftPsi} by {@code sensor} and {@code driftRuns},
 * of how many runs the readings are; for predictions {@code predictionDriftPsi} and {@code
 * predictionDriftRuns}. An index is NaN before there are readings enough.
 */
final class DriftMeter extends ProcessFunction<BinnedReading, BinnedReading>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final DriftOptions options;
  private final Compared compared;

  private transient @Nullable RulReference reference;

  /** Guarded by itself: Flink's reporters read it. */
  private transient @Nullable ReferenceComparison comparison;

  private transient @Nullable ListState<BinnedReading> kept;
  private transient @Nullable ListState<Long> keptFor;

  DriftMeter(ReferenceSource source, DriftOptions options, Compared compared) {
    this.source = source;
    this.options = options;
    this.compared = compared;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    reference = source.load().orElse(null);
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("readings", Types.POJO(BinnedReading.class)));
    keptFor =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("reference", Types.LONG));
    RulReference known = reference;
    if (known == null) {
      return;
    }
    ReferenceComparison own = compared.comparison(known, options.window());
    if (List.of(known.mark()).equals(list(keptFor))) {
      kept.get().forEach(own::add);
    }
    comparison = own;
  }

  private static <T> List<T> list(ListState<T> state) throws Exception {
    List<T> all = new ArrayList<>();
    state.get().forEach(all::add);
    return all;
  }

  @Override
  public void open(OpenContext context) {
    RulReference known = reference;
    ReferenceComparison own = comparison;
    if (known == null || own == null) {
      return;
    }
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    switch (compared) {
      case SENSORS -> {
        for (int i = 0; i < known.sensors().size(); i++) {
          int sensor = i;
          metrics
              .addGroup("sensor", known.sensors().get(i))
              .gauge("driftPsi", (Gauge<Double>) () -> index(own, sensor));
        }
        metrics.gauge("driftRuns", (Gauge<Integer>) () -> runs(own));
      }
      case PREDICTIONS -> {
        metrics.gauge("predictionDriftPsi", (Gauge<Double>) () -> index(own, 0));
        metrics.gauge("predictionDriftRuns", (Gauge<Integer>) () -> runs(own));
      }
    }
  }

  private double index(ReferenceComparison own, int value) {
    synchronized (own) {
      return own.readings() < options.least() ? Double.NaN : own.index(value);
    }
  }

  private static int runs(ReferenceComparison own) {
    synchronized (own) {
      return own.runs();
    }
  }

  @Override
  public void processElement(BinnedReading reading, Context context, Collector<BinnedReading> out) {
    ReferenceComparison own = comparison;
    if (own != null) {
      synchronized (own) {
        own.add(reading);
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ReferenceComparison own = comparison;
    Objects.requireNonNull(kept).update(own == null ? List.of() : own.latest());
    Objects.requireNonNull(keptFor)
        .update(own == null ? List.of() : List.of(Objects.requireNonNull(reference).mark()));
  }
}
