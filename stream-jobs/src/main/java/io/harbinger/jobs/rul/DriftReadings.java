package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.drift.DriftReading;
import io.harbinger.jobs.rul.drift.MarkedReference;
import io.harbinger.jobs.rul.drift.ReferenceSource;
import io.harbinger.jobs.rul.drift.Runs;
import io.harbinger.jobs.rul.drift.ServingReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading of one window in so many, where it is early in its run, in the bins of the
 * version that answers. Windows that cannot be read are passed over: they become dead letters
 * elsewhere.
 */
final class DriftReadings extends RichFlatMapFunction<RawWindow, DriftReading> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final int every;

  private transient @Nullable ServingReference serving;
  private transient @Nullable ContractCodec<SensorWindow> codec;

  DriftReadings(ReferenceSource source, int every) {
    this.source = source;
    this.every = every;
  }

  @Override
  public void open(OpenContext context) {
    serving = source.serving();
    codec = ContractCodec.of(SensorWindow.class);
  }

  @Override
  public void flatMap(RawWindow raw, Collector<DriftReading> out) {
    if (every > 0 && raw.offset() % every == 0) {
      Objects.requireNonNull(serving)
          .now()
          .flatMap(marked -> window(raw).flatMap(window -> newest(window, marked)))
          .ifPresent(out::collect);
    }
  }

  private Optional<SensorWindow> window(RawWindow raw) {
    try {
      return Optional.of(Objects.requireNonNull(codec).decode(raw.value()));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private static Optional<DriftReading> newest(SensorWindow window, MarkedReference marked) {
    List<WindowReading> readings = window.getReadings();
    if (readings.isEmpty() || window.getLastCycle() > marked.reference().earlyCycles()) {
      return Optional.empty();
    }
    WindowReading newest = readings.get(readings.size() - 1);
    if (!newest.getSensors().stream().allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    return marked
        .reference()
        .reading(
            Runs.mark(window.getAsset(), window.getRun()),
            newest.getSettings(),
            newest.getSensors())
        .map(reading -> new DriftReading(marked.mark(), reading));
  }

  @Override
  public void close() {
    if (serving != null) {
      serving.close();
    }
  }
}
