package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.harbinger.console.feed.FeedHealth;
import io.harbinger.console.live.AlertCounts;
import io.harbinger.console.live.FleetChange;
import io.harbinger.console.live.FleetRow;
import io.harbinger.console.live.FleetSnapshot;
import io.harbinger.console.live.PipelineView;
import io.harbinger.console.live.Revisions;
import io.harbinger.console.live.Spark;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.Topics;
import java.io.IOException;
import java.time.Instant;

/** The fleet in the stream's messages. */
final class FleetJson {

  private static final int CYCLES = 1;
  private static final int PROBABILITY = 3;

  private FleetJson() {}

  /**
   * The fleet, or a part of it.
   *
   * @param from the place of its first row in the whole fleet
   */
  static byte[] snapshot(FleetSnapshot fleet, int from, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("now", now.toEpochMilli());
          json.writeNumberField("from", from);
          json.writeArrayFieldStart("rows");
          for (int i = 0; i < fleet.rows().size(); i++) {
            json.writeStartObject();
            row(json, fleet.rows().get(i));
            spark(json, fleet.sparks().get(i));
            json.writeEndObject();
          }
          json.writeEndArray();
          counts(json, fleet.alerts(), fleet.deadLetters(), fleet.revisions());
        });
  }

  static byte[] change(FleetChange change, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("now", now.toEpochMilli());
          json.writeArrayFieldStart("rows");
          for (FleetRow row : change.rows()) {
            json.writeStartObject();
            row(json, row);
            json.writeEndObject();
          }
          json.writeEndArray();
          counts(json, change.alerts(), change.deadLetters(), change.revisions());
        });
  }

  /** The numbers over every page, once a second. */
  static byte[] pulse(PipelineView pipeline, FeedHealth health, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("now", now.toEpochMilli());
          for (PipelineView.TopicView topic : pipeline.topics()) {
            if (topic.topic() == Topics.SENSOR_READINGS) {
              Json.number(json, "readingsPerSecond", topic.perSecond(), 1);
            }
          }
          Json.number(json, "p50", pipeline.p50Millis(), 0);
          Json.number(json, "p99", pipeline.p99Millis(), 0);
          json.writeNumberField("hiddenAssets", pipeline.hiddenAssets());
          json.writeStringField("phase", health.phase().name());
          json.writeStringField("detail", health.detail());
        });
  }

  static void row(JsonGenerator json, FleetRow row) throws IOException {
    RulPrediction prediction = row.prediction();
    json.writeStringField("asset", row.asset());
    json.writeNumberField("run", prediction.getRun());
    json.writeNumberField("cycle", prediction.getCycle());
    Json.number(json, "rul", prediction.getRul(), CYCLES);
    Json.number(json, "low", prediction.getRulLow(), CYCLES);
    Json.number(json, "high", prediction.getRulHigh(), CYCLES);
    Json.number(json, "p15", prediction.getProbabilityWithin15(), PROBABILITY);
    Json.number(json, "p30", prediction.getProbabilityWithin30(), PROBABILITY);
    json.writeNumberField("padded", prediction.getPadded());
    json.writeNumberField("missing", prediction.getMissing());
    json.writeStringField("state", row.state().name());
    json.writeBooleanField("acknowledged", row.acknowledged());
    if (row.reported() != null) {
      json.writeStringField("reported", row.reported().name());
    }
    json.writeStringField("model", prediction.getModel());
    json.writeStringField("version", prediction.getVersion());
    json.writeNumberField("at", prediction.getReadingTimestamp().toEpochMilli());
  }

  private static void spark(JsonGenerator json, Spark spark) throws IOException {
    json.writeObjectFieldStart("spark");
    json.writeNumberField("stride", spark.stride());
    Json.numbers(json, "rul", spark.rul(), CYCLES);
    if (hasInterval(spark)) {
      Json.numbers(json, "low", spark.low(), CYCLES);
      Json.numbers(json, "high", spark.high(), CYCLES);
    }
    json.writeEndObject();
  }

  private static boolean hasInterval(Spark spark) {
    for (float low : spark.low()) {
      if (!Float.isNaN(low)) {
        return true;
      }
    }
    return false;
  }

  private static void counts(
      JsonGenerator json, AlertCounts alerts, long deadLetters, Revisions revisions)
      throws IOException {
    json.writeObjectFieldStart("alerts");
    json.writeNumberField("open", alerts.open());
    json.writeNumberField("critical", alerts.critical());
    json.writeNumberField("unacknowledged", alerts.unacknowledged());
    json.writeEndObject();
    json.writeNumberField("deadLetters", deadLetters);
    json.writeObjectFieldStart("revisions");
    json.writeNumberField("alerts", revisions.alerts());
    json.writeNumberField("maintenance", revisions.maintenance());
    json.writeNumberField("deadLetters", revisions.deadLetters());
    json.writeEndObject();
  }
}
