package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.BinnedReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 * Keeps the fleet's latest early readings and compares them with the reference of the version that
 * answers; one subtask. What it kept for another reference is dropped.
 *
 * <p>Metrics, once there is a reference: {@code driftPsi} by {@code sensor} and {@code driftRuns},
 * of how many runs the readings are; for predictions {@code predictionDriftPsi} and {@code
 * predictionDriftRuns}. An index is NaN before there are readings enough, and where the version
 * that answers by then has no reference.
 */
final class DriftMeter extends ProcessFunction<DriftReading, DriftReading>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final DriftOptions options;
  private final Compared compared;

  private transient @Nullable ServingReference serving;
  private transient @Nullable DriftWindow window;
  private transient @Nullable Set<String> told;
  private transient @Nullable ListState<BinnedReading> kept;
  private transient @Nullable ListState<Long> keptFor;

  DriftMeter(ReferenceSource source, DriftOptions options, Compared compared) {
    this.source = source;
    this.options = options;
    this.compared = compared;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("readings", Types.POJO(BinnedReading.class)));
    keptFor =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("reference", Types.LONG));
    serving = source.serving();
    DriftWindow own = new DriftWindow(serving, options, compared);
    for (long mark : list(keptFor)) {
      kept.get().forEach(reading -> own.add(new DriftReading(mark, reading)));
    }
    window = own;
  }

  private static <T> List<T> list(ListState<T> state) throws Exception {
    List<T> all = new ArrayList<>();
    state.get().forEach(all::add);
    return all;
  }

  @Override
  public void open(OpenContext context) {
    told = new HashSet<>();
    tell();
  }

  /** Once for each name: a gauge that is there cannot be taken back, and asks the window. */
  private void tell() {
    DriftWindow own = Objects.requireNonNull(window);
    Set<String> names = Objects.requireNonNull(told);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    boolean first = names.isEmpty();
    for (String value : own.values()) {
      if (names.add(value)) {
        Gauge<Double> index = () -> own.index(value);
        switch (compared) {
          case SENSORS -> metrics.addGroup("sensor", value).gauge("driftPsi", index);
          case PREDICTIONS -> metrics.gauge("predictionDriftPsi", index);
        }
      }
    }
    if (first && !names.isEmpty()) {
      Gauge<Integer> runs = own::runs;
      switch (compared) {
        case SENSORS -> metrics.gauge("driftRuns", runs);
        case PREDICTIONS -> metrics.gauge("predictionDriftRuns", runs);
      }
    }
  }

  @Override
  public void processElement(DriftReading reading, Context context, Collector<DriftReading> out) {
    DriftWindow own = Objects.requireNonNull(window);
    if (own.follow()) {
      tell();
    }
    own.add(reading);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    DriftWindow own = Objects.requireNonNull(window);
    Objects.requireNonNull(kept).update(own.latest());
    Objects.requireNonNull(keptFor).update(own.mark());
  }

  @Override
  public void close() {
    if (serving != null) {
      serving.close();
    }
  }
}
