package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.harbinger.console.feed.FeedHealth;
import io.harbinger.console.live.PipelineView;
import io.harbinger.contract.DeadLetterReason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pipeline, the models and the console's own settings. */
final class PlatformJson {

  private PlatformJson() {}

  static byte[] settings(ConsoleOptions options, boolean hasLogin) {
    return Json.object(
        json -> {
          json.writeStringField("title", options.title());
          json.writeBooleanField("login", hasLogin);
          json.writeObjectFieldStart("thresholds");
          Json.number(json, "warningRul", options.thresholds().warningRul(), 3);
          Json.number(json, "criticalRul", options.thresholds().criticalRul(), 3);
          Json.number(json, "probability", options.thresholds().probability(), 3);
          json.writeEndObject();
          channels(json, "settings", options.settings());
          channels(json, "sensors", options.sensors());
        });
  }

  private static void channels(JsonGenerator json, String name, List<Channel> channels)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Channel channel : channels) {
      json.writeStartObject();
      json.writeStringField("name", channel.name());
      json.writeStringField("unit", channel.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static byte[] pipeline(PipelineView pipeline, FeedHealth health, int watchers, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("now", now.toEpochMilli());
          json.writeNumberField("since", pipeline.since().toEpochMilli());
          json.writeStringField("phase", health.phase().name());
          json.writeStringField("detail", health.detail());
          json.writeNumberField("watchers", watchers);
          json.writeNumberField("latencies", pipeline.latencies());
          Json.number(json, "p50", pipeline.p50Millis(), 0);
          Json.number(json, "p99", pipeline.p99Millis(), 0);
          json.writeNumberField("unreadable", pipeline.unreadable());
          json.writeArrayFieldStart("topics");
          for (PipelineView.TopicView topic : pipeline.topics()) {
            json.writeStartObject();
            json.writeStringField("topic", topic.topic().topic());
            json.writeNumberField("live", topic.live());
            Json.number(json, "perSecond", topic.perSecond(), 1);
            Json.numbers(json, "history", topic.history());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectFieldStart("dead");
          for (Map.Entry<DeadLetterReason, Long> entry : pipeline.deadByReason().entrySet()) {
            json.writeNumberField(entry.getKey().name(), entry.getValue());
          }
          json.writeEndObject();
        });
  }
}
