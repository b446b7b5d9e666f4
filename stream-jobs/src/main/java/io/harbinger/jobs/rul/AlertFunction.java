package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertPolicy;
import io.harbinger.alert.AlertState;
import io.harbinger.alert.AlertStep;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alert policy's state for each asset and tells it of silence and of repairs.
 *
 * <p>Silence is measured by the job's own clock (processing time): a silent asset gives no events
 * that could move event time on. It runs from the moment when the asset's latest prediction reached
 * this operator, and not while the job is down: after a restart every asset has the full limit
 * again, so an outage of the platform is not reported as silence of the fleet. One timer an asset
 * is pending at most, while it is not silent; when it fires early, because data came, it is set
 * anew.
 */
final class AlertFunction
    extends KeyedCoProcessFunction<String, RulPrediction, MaintenanceEvent, MaintenanceAlert> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final AlertPolicy policy;
  private final long limitMillis;

  private transient @Nullable ValueState<AlertState> alertState;
  private transient @Nullable ValueState<Long> heardAt;
  private transient @Nullable AlertCounters counters;
  private transient @Nullable FleetGauges fleet;

  /** When this attempt of the job first looked at the clock; -1 before. */
  private transient long attemptBegan;

  AlertFunction(AlertPolicy policy) {
    this.policy = policy;
    this.limitMillis = policy.thresholds().noDataAfter().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    attemptBegan = -1;
    alertState =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("alert-state", RulTypes.ALERT_STATE));
    heardAt = getRuntimeContext().getState(new ValueStateDescriptor<>("heard-at", Types.LONG));
    counters = new AlertCounters(getRuntimeContext().getMetricGroup());
    fleet = new FleetGauges(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(
      RulPrediction prediction, Context context, Collector<MaintenanceAlert> out)
      throws IOException {
    ValueState<AlertState> states = Objects.requireNonNull(alertState);
    AlertState before = states.value();
    if (!policy.isNews(before, prediction)) {
      return;
    }
    long now = now(context.timerService());
    boolean timerPending = before != null && !before.silent();
    Objects.requireNonNull(heardAt).update(now);
    if (!timerPending) {
      context.timerService().registerProcessingTimeTimer(now + limitMillis);
    }
    AlertStep step = policy.step(before, prediction);
    Objects.requireNonNull(fleet).heard(step.state(), prediction.getRul());
    take(step, states, out);
  }

  @Override
  public void processElement2(
      MaintenanceEvent report, Context context, Collector<MaintenanceAlert> out)
      throws IOException {
    ValueState<AlertState> states = Objects.requireNonNull(alertState);
    AlertState before = states.value();
    if (before == null) {
      return;
    }
    AlertStep step = policy.repaired(before, report);
    Objects.requireNonNull(fleet).repaired(step.state());
    take(step, states, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MaintenanceAlert> out)
      throws IOException {
    ValueState<AlertState> states = Objects.requireNonNull(alertState);
    long now = now(context.timerService());
    long silentAt = Math.max(Objects.requireNonNull(heardAt).value(), attemptBegan) + limitMillis;
    if (now < silentAt) {
      context.timerService().registerProcessingTimeTimer(silentAt);
      return;
    }
    AlertStep step = policy.silence(states.value());
    Objects.requireNonNull(fleet).silent(step.state());
    take(step, states, out);
  }

  private void take(AlertStep step, ValueState<AlertState> states, Collector<MaintenanceAlert> out)
      throws IOException {
    states.update(step.state());
    for (MaintenanceAlert alert : step.alerts()) {
      Objects.requireNonNull(counters).count(alert);
      out.collect(alert);
    }
  }

  private long now(TimerService timers) {
    long now = timers.currentProcessingTime();
    if (attemptBegan < 0) {
      attemptBegan = now;
    }
    return now;
  }
}
