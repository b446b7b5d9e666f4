package io.harbinger.console.feed;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.UnreadableRecordException;
import org.jspecify.annotations.Nullable;

/** Decodes a record by its topic and hands it on. */
final class RecordDispatch {

  private final ContractCodec<SensorReading> readings = ContractCodec.of(SensorReading.class);
  private final ContractCodec<RulPrediction> predictions = ContractCodec.of(RulPrediction.class);
  private final ContractCodec<MaintenanceAlert> alerts = ContractCodec.of(MaintenanceAlert.class);
  private final ContractCodec<MaintenanceEvent> events = ContractCodec.of(MaintenanceEvent.class);
  private final ContractCodec<DeadLetter> letters = ContractCodec.of(DeadLetter.class);

  void dispatch(byte @Nullable [] value, Origin origin, FeedListener listener) {
    try {
      switch (origin.topic()) {
        case SENSOR_READINGS -> listener.reading(readings.decode(value), origin);
        case SENSOR_WINDOWS -> listener.window(origin);
        case RUL_PREDICTIONS -> listener.prediction(predictions.decode(value), origin);
        case MAINTENANCE_ALERTS -> listener.alert(alerts.decode(value), origin);
        case MAINTENANCE_EVENTS -> listener.maintenance(events.decode(value), origin);
        case DEAD_LETTERS -> listener.deadLetter(letters.decode(value), origin);
      }
    } catch (UnreadableRecordException e) {
      listener.unreadable(origin, "%s: %s".formatted(e.reason(), e.getMessage()));
    }
  }
}
