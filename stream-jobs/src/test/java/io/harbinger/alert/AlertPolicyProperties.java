package io.harbinger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class AlertPolicyProperties {

  /** One event of an asset: a prediction, or silence. */
  record Event(boolean silence, boolean newRun, int cyclesOn, double rul, double p15, double p30) {}

  @Property(tries = 300)
  void aKindIsRaisedOnlyWhenNotOpenAtThatSeverityAndClearedOnlyWhenOpen(
      @ForAll("events") List<Event> events, @ForAll("policies") AlertPolicy policy) {
    Map<AlertKind, MaintenanceAlert> open = new EnumMap<>(AlertKind.class);
    for (MaintenanceAlert alert : run(policy, events)) {
      MaintenanceAlert before = open.get(alert.getKind());
      if (alert.getStatus() == AlertStatus.RAISED) {
        if (before != null) {
          assertThat(alert.getKind()).isEqualTo(AlertKind.FAILURE_PREDICTED);
          assertThat(alert.getSeverity()).isNotEqualTo(before.getSeverity());
          assertThat(alert.getRun()).isEqualTo(before.getRun());
        }
        open.put(alert.getKind(), alert);
      } else {
        assertThat(before).as("open before %s", alert.getId()).isNotNull();
        assertThat(alert.getId()).isEqualTo(before.getId().replace("RAISED", "CLEARED"));
        assertThat(alert.getRaisedAt()).isEqualTo(before.getRaisedAt());
        open.remove(alert.getKind());
      }
    }
  }

  @Property(tries = 300)
  void noIdComesTwiceAndReplayingGivesTheSameAlerts(
      @ForAll("events") List<Event> events, @ForAll("policies") AlertPolicy policy) {
    List<MaintenanceAlert> alerts = run(policy, events);

    assertThat(alerts).extracting(MaintenanceAlert::getId).doesNotHaveDuplicates();
    assertThat(run(policy, events)).isEqualTo(alerts);
  }

  @Property(tries = 100)
  void predictionsRepeatedAfterAFailureAddNothing(
      @ForAll("events") List<Event> events, @ForAll("policies") AlertPolicy policy) {
    AlertState state = null;
    for (RulPrediction prediction : predictions(events)) {
      AlertState first = policy.step(state, prediction).state();
      AlertStep repeated = policy.step(first, prediction);
      assertThat(repeated.alerts()).isEmpty();
      assertThat(repeated.state()).isEqualTo(first);
      state = first;
    }
  }

  @Property(tries = 200)
  void nothingIsRaisedWhileThresholdsAreNotReached(
      @ForAll("calm") List<Event> events, @ForAll("policies") AlertPolicy policy) {
    assertThat(run(policy, events)).isEmpty();
  }

  @Property(tries = 200)
  void raisingTakesAsManyPredictionsInARowAsAsked(
      @ForAll("events") List<Event> events, @ForAll("policies") AlertPolicy policy) {
    AlertThresholds t = policy.thresholds();
    AlertState state = null;
    int reached = 0;
    for (RulPrediction p : predictions(events)) {
      boolean newRun = state != null && state.run() != p.getRun();
      boolean anyLevel =
          p.getRul() <= t.warning().rul()
              || p.getProbabilityWithin30() >= t.warning().probability()
              || p.getRul() <= t.critical().rul()
              || p.getProbabilityWithin15() >= t.critical().probability();
      reached = anyLevel ? (newRun ? 1 : reached + 1) : 0;
      boolean openBefore = state != null && !newRun && state.open() != null;
      state = policy.step(state, p).state();
      if (!openBefore) {
        assertThat(state.open() != null).isEqualTo(reached >= t.confirmationsToRaise());
      }
    }
  }

  private static List<MaintenanceAlert> run(AlertPolicy policy, List<Event> events) {
    List<MaintenanceAlert> alerts = new ArrayList<>();
    AlertState state = null;
    List<RulPrediction> predictions = predictions(events);
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).silence()) {
        if (state != null) {
          AlertStep step = policy.silence(state);
          state = step.state();
          alerts.addAll(step.alerts());
        }
      } else {
        AlertStep step = policy.step(state, predictions.get(i));
        state = step.state();
        alerts.addAll(step.alerts());
      }
    }
    return alerts;
  }

  /** One for each event, in order of run and cycle. */
  private static List<RulPrediction> predictions(List<Event> events) {
    List<RulPrediction> predictions = new ArrayList<>();
    long run = 0;
    int cycle = 0;
    for (Event event : events) {
      if (event.newRun()) {
        run++;
        cycle = 0;
      }
      cycle += event.cyclesOn();
      predictions.add(Predictions.of("e1", run, cycle, event.rul(), event.p15(), event.p30()));
    }
    return predictions;
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            chance(20),
            chance(40),
            Arbitraries.integers().between(1, 3),
            Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 60), Arbitraries.of(15.0, 20.0, 30.0, 35.0)),
            mostlyLow(),
            mostlyLow())
        .as(Event::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Event>> calm() {
    return Combinators.combine(
            chance(40),
            Arbitraries.doubles().between(30, 125).ofScale(3).filter(rul -> rul > 30),
            Arbitraries.doubles().between(0, 0.49))
        .as((newRun, rul, p) -> new Event(false, newRun, 1, rul, p, p))
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<AlertPolicy> policies() {
    return Combinators.combine(confirmations(), confirmations())
        .as(
            (raise, clear) ->
                new AlertPolicy(
                    new AlertThresholds(
                        new Threshold(30, 0.5),
                        new Threshold(15, 0.5),
                        new Hysteresis(5, 0.15),
                        raise,
                        clear,
                        Duration.ofMinutes(1))));
  }

  private static Arbitrary<Integer> confirmations() {
    return Arbitraries.integers().between(1, 4);
  }

  private static Arbitrary<Boolean> chance(int oneIn) {
    return Arbitraries.integers().between(1, oneIn).map(i -> i == 1);
  }

  private static Arbitrary<Double> mostlyLow() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.doubles().between(0, 0.34)),
        Tuple.of(1, Arbitraries.doubles().between(0, 1)));
  }
}
