package io.harbinger.console.feed;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import java.util.List;

/**
 * Several listeners in one: each gets every record, in order.
 *
 * @param all of them
 */
public record Listeners(List<FeedListener> all) implements FeedListener {

  /** Copies the list. */
  public Listeners {
    all = List.copyOf(all);
  }

  @Override
  public void reading(SensorReading reading, Origin origin) {
    all.forEach(listener -> listener.reading(reading, origin));
  }

  @Override
  public void window(Origin origin) {
    all.forEach(listener -> listener.window(origin));
  }

  @Override
  public void prediction(RulPrediction prediction, Origin origin) {
    all.forEach(listener -> listener.prediction(prediction, origin));
  }

  @Override
  public void alert(MaintenanceAlert alert, Origin origin) {
    all.forEach(listener -> listener.alert(alert, origin));
  }

  @Override
  public void deadLetter(DeadLetter letter, Origin origin) {
    all.forEach(listener -> listener.deadLetter(letter, origin));
  }

  @Override
  public void maintenance(MaintenanceEvent event, Origin origin) {
    all.forEach(listener -> listener.maintenance(event, origin));
  }

  @Override
  public void unreadable(Origin origin, String why) {
    all.forEach(listener -> listener.unreadable(origin, why));
  }
}
