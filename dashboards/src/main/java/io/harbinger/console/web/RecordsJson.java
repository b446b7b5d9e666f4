package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.harbinger.console.live.AlertEntry;
import io.harbinger.console.live.AssetDetail;
import io.harbinger.console.live.FleetRow;
import io.harbinger.console.live.Series;
import io.harbinger.contract.AlertEvidence;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An asset, its alerts and what people reported, as the pages get them. */
final class RecordsJson {

  private static final String[] PREDICTION_COLUMNS = {"rul", "low", "high", "p15", "p30"};

  private RecordsJson() {}

  static byte[] asset(AssetDetail detail) {
    return Json.object(
        json -> {
          FleetRow row = detail.row();
          if (row != null) {
            json.writeObjectFieldStart("row");
            FleetJson.row(json, row);
            json.writeEndObject();
          }
          json.writeObjectFieldStart("predictions");
          series(json, detail.predictions());
          for (int i = 0; i < PREDICTION_COLUMNS.length; i++) {
            Json.numbers(json, PREDICTION_COLUMNS[i], detail.predictions().columns()[i], 3);
          }
          json.writeEndObject();
          json.writeObjectFieldStart("readings");
          series(json, detail.readings());
          json.writeNumberField("settings", detail.settings());
          json.writeArrayFieldStart("columns");
          for (float[] column : detail.readings().columns()) {
            Json.numbers(json, column);
          }
          json.writeEndArray();
          json.writeEndObject();
          alerts(json, detail.alerts());
          maintenance(json, detail.maintenance());
        });
  }

  static byte[] alerts(List<AlertEntry> entries) {
    return Json.object(json -> alerts(json, entries));
  }

  static byte[] maintenance(List<MaintenanceEvent> events) {
    return Json.object(json -> maintenance(json, events));
  }

  private static void series(JsonGenerator json, Series series) throws IOException {
    json.writeNumberField("next", series.next());
    Json.numbers(json, "run", series.runs());
    Json.numbers(json, "cycle", series.cycles());
    Json.numbers(json, "time", series.times());
  }

  private static void alerts(JsonGenerator json, List<AlertEntry> entries) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (AlertEntry entry : entries) {
      alert(json, entry);
    }
    json.writeEndArray();
  }

  private static void alert(JsonGenerator json, AlertEntry entry) throws IOException {
    MaintenanceAlert alert = entry.alert();
    json.writeStartObject();
    json.writeStringField("id", alert.getId());
    json.writeStringField("asset", alert.getAsset());
    json.writeNumberField("run", alert.getRun());
    json.writeStringField("kind", alert.getKind().name());
    json.writeStringField("severity", alert.getSeverity().name());
    json.writeStringField("reason", alert.getReason().name());
    json.writeStringField("message", alert.getMessage());
    json.writeNumberField("raisedCycle", alert.getRaisedCycle());
    json.writeNumberField("raisedAt", alert.getRaisedAt().toEpochMilli());
    json.writeStringField("standing", entry.standing().name());
    evidence(json, alert.getEvidence());
    MaintenanceAlert end = entry.end();
    if (end != null) {
      json.writeStringField("endReason", end.getReason().name());
      json.writeStringField("endMessage", end.getMessage());
      json.writeNumberField("endedAt", endedAt(end));
    }
    if (entry.acknowledgement() != null) {
      json.writeFieldName("acknowledgement");
      event(json, entry.acknowledgement());
    }
    json.writeEndObject();
  }

  private static long endedAt(MaintenanceAlert end) {
    return end.getClearedAt() == null
        ? end.getRaisedAt().toEpochMilli()
        : end.getClearedAt().toEpochMilli();
  }

  private static void evidence(JsonGenerator json, @Nullable AlertEvidence evidence)
      throws IOException {
    if (evidence == null) {
      return;
    }
    json.writeObjectFieldStart("evidence");
    json.writeNumberField("cycle", evidence.getCycle());
    Json.number(json, "rul", evidence.getRul(), 1);
    Json.number(json, "p15", evidence.getProbabilityWithin15(), 3);
    Json.number(json, "p30", evidence.getProbabilityWithin30(), 3);
    json.writeNumberField("confirmations", evidence.getConfirmations());
    json.writeStringField("model", evidence.getModel());
    json.writeStringField("version", evidence.getVersion());
    json.writeEndObject();
  }

  private static void maintenance(JsonGenerator json, List<MaintenanceEvent> events)
      throws IOException {
    json.writeArrayFieldStart("maintenance");
    for (MaintenanceEvent event : events) {
      event(json, event);
    }
    json.writeEndArray();
  }

  private static void event(JsonGenerator json, MaintenanceEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", event.getId());
    json.writeStringField("asset", event.getAsset());
    json.writeStringField("kind", event.getKind().name());
    if (event.getRun() != null) {
      json.writeNumberField("run", event.getRun());
    }
    if (event.getCycle() != null) {
      json.writeNumberField("cycle", event.getCycle());
    }
    if (event.getAlertId() != null) {
      json.writeStringField("alertId", event.getAlertId());
    }
    json.writeStringField("note", event.getNote());
    json.writeStringField("by", event.getBy());
    json.writeNumberField("time", event.getTime().toEpochMilli());
    json.writeEndObject();
  }
}
