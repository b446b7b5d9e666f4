package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.drift.ReferenceSource;
import io.harbinger.jobs.rul.drift.Runs;
import io.harbinger.model.rul.reference.BinnedReading;
import io.harbinger.model.rul.reference.RulReference;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading of one window in so many, where it is early in its run, as bins of the
 * reference. Windows that cannot be read are passed over: they become dead letters elsewhere.
 */
final class DriftReadings extends RichFlatMapFunction<RawWindow, BinnedReading> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final ReferenceSource source;
  private final int every;

  private transient @Nullable RulReference reference;
  private transient @Nullable ContractCodec<SensorWindow> codec;

  DriftReadings(ReferenceSource source, int every) {
    this.source = source;
    this.every = every;
  }

  @Override
  public void open(OpenContext context) {
    reference = source.load().orElse(null);
    codec = ContractCodec.of(SensorWindow.class);
  }

  @Override
  public void flatMap(RawWindow raw, Collector<BinnedReading> out) {
    RulReference known = reference;
    if (known == null || every == 0 || raw.offset() % every != 0) {
      return;
    }
    SensorWindow window;
    try {
      window = Objects.requireNonNull(codec).decode(raw.value());
    } catch (UnreadableRecordException e) {
      return;
    }
    List<WindowReading> readings = window.getReadings();
    if (readings.isEmpty() || window.getLastCycle() > known.earlyCycles()) {
      return;
    }
    WindowReading newest = readings.get(readings.size() - 1);
    if (newest.getSensors().stream().allMatch(Double::isFinite)) {
      known
          .reading(
              Runs.mark(window.getAsset(), window.getRun()),
              newest.getSettings(),
              newest.getSensors())
          .ifPresent(out::collect);
    }
  }
}
