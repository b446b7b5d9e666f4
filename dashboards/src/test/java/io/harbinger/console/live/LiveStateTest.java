package io.harbinger.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.console.AssetState;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStateTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Limits LIMITS = new Limits(3, 4, 4, 2, 3, 2, 1_000);

  private final LiveState state = new LiveState(LIMITS, Clock.fixed(NOW, ZoneOffset.UTC));
  private long offset;

  @Test
  void keepsTheNewestPredictionsOfAnAssetOnly() {
    for (int cycle = 1; cycle <= 6; cycle++) {
      predict("a", 1, cycle, 100 - cycle);
    }
    Series series = detail("a").predictions();
    assertThat(series.cycles()).containsExactly(3, 4, 5, 6);
    assertThat(series.next()).isEqualTo(6);
    assertThat(series.columns()[0]).containsExactly(97, 96, 95, 94);
    assertThat(state.detail("a", 5, 0).orElseThrow().predictions().cycles()).containsExactly(6);
  }

  @Test
  void aPredictionThatIsRepeatedOrLateChangesNothing() {
    predict("a", 2, 5, 50);
    predict("a", 2, 5, 51);
    predict("a", 1, 9, 52);
    assertThat(state.snapshot().rows()).hasSize(1);
    assertThat(state.snapshot().rows().get(0).prediction().getRul()).isEqualTo(50);
  }

  @Test
  void countsAssetsBeyondTheLimitAndShowsTheFirst() {
    for (String asset : List.of("a", "b", "c", "d", "e", "d")) {
      predict(asset, 1, 1, 50);
    }
    assertThat(state.snapshot().rows()).extracting(FleetRow::asset).containsExactly("a", "b", "c");
    assertThat(state.pipeline().hiddenAssets()).isEqualTo(2);
  }

  @Test
  void tellsEachChangeOnce() {
    predict("a", 1, 1, 50);
    predict("b", 1, 1, 50);
    assertThat(state.drain().rows()).extracting(FleetRow::asset).containsExactly("a", "b");
    predict("b", 1, 2, 49);
    assertThat(state.drain().rows()).extracting(FleetRow::asset).containsExactly("b");
    assertThat(state.drain().rows()).isEmpty();
  }

  @Test
  void anAlertThatComesBeforeItsPredictionCounts() {
    alert("a", 1, AlertSeverity.WARNING, AlertStatus.RAISED, 9);
    assertThat(state.snapshot().rows()).isEmpty();
    predict("a", 1, 9, 20);
    assertThat(row("a").state()).isEqualTo(AssetState.WARNING);
    predict("a", 2, 1, 120);
    assertThat(row("a").state()).isEqualTo(AssetState.OK);
  }

  @Test
  void anEscalationTakesThePlaceOfTheWarningAndOfItsAcknowledgement() {
    predict("a", 1, 9, 20);
    MaintenanceAlert warning = alert("a", 1, AlertSeverity.WARNING, AlertStatus.RAISED, 9);
    report("a", MaintenanceKind.ACKNOWLEDGED, warning.getId());
    assertThat(row("a").acknowledged()).isTrue();
    alert("a", 1, AlertSeverity.CRITICAL, AlertStatus.RAISED, 20);
    assertThat(row("a").state()).isEqualTo(AssetState.CRITICAL);
    assertThat(row("a").acknowledged()).isFalse();
    assertThat(state.alerts())
        .extracting(AlertEntry::standing)
        .containsExactly(AlertEntry.Standing.OPEN, AlertEntry.Standing.SUPERSEDED);
    assertThat(state.isOpen("a", warning.getId())).isFalse();
    assertThat(state.drain().alerts()).isEqualTo(new AlertCounts(1, 1, 1));
  }

  @Test
  void aClearedAlertIsOverAndTheOldestOfThoseIsForgotten() {
    for (int cycle = 1; cycle <= 3; cycle++) {
      alert("a", 1, AlertSeverity.WARNING, AlertStatus.RAISED, cycle);
      alert("a", 1, AlertSeverity.WARNING, AlertStatus.CLEARED, cycle);
    }
    assertThat(state.alerts())
        .extracting(entry -> entry.alert().getRaisedCycle())
        .containsExactly(3, 2);
    assertThat(state.drain().alerts().open()).isZero();
  }

  @Test
  void aReportShowsAtItsRunOnceHoweverOftenItComes() {
    predict("a", 1, 9, 20);
    MaintenanceEvent event = report("a", MaintenanceKind.FAILED, null);
    state.maintenance(event, origin(Topics.MAINTENANCE_EVENTS, true));
    assertThat(row("a").reported()).isEqualTo(MaintenanceKind.FAILED);
    assertThat(detail("a").maintenance()).hasSize(1);
    predict("a", 2, 1, 120);
    assertThat(row("a").reported()).isNull();
  }

  @Test
  void keepsDeadLettersWithinTheirNumberAndTheirBytes() {
    letter(10);
    letter(10);
    letter(10);
    assertThat(state.deadLetters()).hasSize(2);
    letter(990);
    assertThat(state.deadLetters()).hasSize(1);
    assertThat(state.pipeline().deadByReason()).containsEntry(DeadLetterReason.EMPTY, 4L);
  }

  @Test
  void readingsThatFallBackInCycleBeginTheNextLife() {
    read("a", 1, 5.0);
    read("a", 2, 6.0);
    read("a", 1, 7.0);
    Series series = detail("a").readings();
    assertThat(series.cycles()).containsExactly(1, 2, 1);
    assertThat(series.runs()[0]).isEqualTo(series.runs()[1]).isNotEqualTo(series.runs()[2]);
    assertThat(series.columns()[1]).containsExactly(5, 6, 7);
    assertThat(detail("a").settings()).isEqualTo(1);
  }

  @Test
  void theBacklogCountsNeitherAsLiveNorAsLatency() {
    state.prediction(
        prediction("a", 1, 1, 50, NOW.minusSeconds(3600)), origin(Topics.RUL_PREDICTIONS, false));
    assertThat(state.pipeline().latencies()).isZero();
    assertThat(state.pipeline().p50Millis()).isNaN();
    state.prediction(
        prediction("a", 1, 2, 50, NOW.minusMillis(250)), origin(Topics.RUL_PREDICTIONS, true));
    assertThat(state.pipeline().p99Millis()).isEqualTo(250);
    assertThat(
            state.pipeline().topics().stream()
                .filter(topic -> topic.topic() == Topics.RUL_PREDICTIONS)
                .map(PipelineView.TopicView::live))
        .containsExactly(1L);
  }

  @Test
  void aSparkHoldsAWholeRunInFewPointsAndEndsAtTheNewest() {
    LiveState roomy = new LiveState(Limits.defaults(), Clock.fixed(NOW, ZoneOffset.UTC));
    for (int cycle = 1; cycle <= 200; cycle++) {
      roomy.prediction(
          prediction("a", 1, cycle, 300 - cycle, NOW), origin(Topics.RUL_PREDICTIONS, true));
    }
    Spark spark = roomy.snapshot().sparks().get(0);
    assertThat(spark.rul().length).isLessThanOrEqualTo(Spark.POINTS).isGreaterThan(20);
    assertThat(spark.rul()[spark.rul().length - 1]).isEqualTo(100);
    assertThat(spark.rul()[0] - spark.rul()[1]).isEqualTo(spark.stride());
    assertThat(spark.low()).containsOnly(Float.NaN);
  }

  private void predict(String asset, long run, int cycle, double rul) {
    state.prediction(prediction(asset, run, cycle, rul, NOW), origin(Topics.RUL_PREDICTIONS, true));
  }

  private static RulPrediction prediction(
      String asset, long run, int cycle, double rul, Instant at) {
    return RulPrediction.newBuilder()
        .setId("%s/%d/%d".formatted(asset, run, cycle))
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setProbabilityWithin15(0.1)
        .setProbabilityWithin30(0.2)
        .setModel("rul-fd001")
        .setVersion("1")
        .setReadingTimestamp(at)
        .build();
  }

  private MaintenanceAlert alert(
      String asset, long run, AlertSeverity severity, AlertStatus status, int cycle) {
    MaintenanceAlert alert =
        MaintenanceAlert.newBuilder()
            .setId("%s/%d/%d/%s/%s".formatted(asset, run, cycle, severity, status))
            .setAsset(asset)
            .setRun(run)
            .setKind(AlertKind.FAILURE_PREDICTED)
            .setSeverity(severity)
            .setStatus(status)
            .setReason(AlertReason.RUL_LOW)
            .setMessage("act")
            .setRaisedCycle(cycle)
            .setRaisedAt(NOW)
            .build();
    state.alert(alert, origin(Topics.MAINTENANCE_ALERTS, true));
    return alert;
  }

  private MaintenanceEvent report(String asset, MaintenanceKind kind, String alertId) {
    MaintenanceEvent event =
        MaintenanceEvent.newBuilder()
            .setId("event-" + offset)
            .setAsset(asset)
            .setRun(1L)
            .setKind(kind)
            .setAlertId(alertId)
            .setBy("Ada")
            .setTime(NOW)
            .build();
    state.maintenance(event, origin(Topics.MAINTENANCE_EVENTS, true));
    return event;
  }

  private void letter(int bytes) {
    state.deadLetter(
        DeadLetter.newBuilder()
            .setTopic("sensor.readings")
            .setPartition(0)
            .setOffset(1)
            .setTimestamp(NOW)
            .setStage("windows")
            .setReason(DeadLetterReason.EMPTY)
            .setDetail("nothing")
            .setValue(ByteBuffer.allocate(bytes))
            .build(),
        origin(Topics.DEAD_LETTERS, true));
  }

  private void read(String asset, int cycle, double sensor) {
    state.reading(
        SensorReading.newBuilder()
            .setAsset(asset)
            .setCycle(cycle)
            .setSettings(List.of(0.5))
            .setSensors(List.of(sensor))
            .build(),
        origin(Topics.SENSOR_READINGS, true));
  }

  private FleetRow row(String asset) {
    return state.snapshot().rows().stream()
        .filter(row -> row.asset().equals(asset))
        .findFirst()
        .orElseThrow();
  }

  private AssetDetail detail(String asset) {
    return state.detail(asset, 0, 0).orElseThrow();
  }

  private Origin origin(Topics topic, boolean live) {
    return new Origin(topic, 0, offset++, NOW, live);
  }
}
