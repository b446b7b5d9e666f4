package io.harbinger.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.QualityView;
import io.harbinger.console.model.ShadowView;
import io.harbinger.console.model.VersionView;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The models for the page. */
final class ModelsJson {

  private static final int SHARE = 4;

  private ModelsJson() {}

  /** Where the console knows no models. */
  static byte[] none() {
    return Json.object(
        json -> {
          json.writeBooleanField("known", false);
          json.writeArrayFieldStart("models");
          json.writeEndArray();
        });
  }

  static byte[] of(List<ModelView> models) {
    return Json.object(
        json -> {
          json.writeBooleanField("known", true);
          json.writeArrayFieldStart("models");
          for (ModelView model : models) {
            json.writeStartObject();
            model(json, model);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void model(JsonGenerator json, ModelView model) throws IOException {
    json.writeStringField("name", model.name());
    json.writeStringField("policy", model.policy());
    json.writeStringField("revision", model.revision());
    json.writeStringField("decidedBy", model.decidedBy());
    if (model.decidedAt().isPresent()) {
      json.writeNumberField("decidedAt", model.decidedAt().get().toEpochMilli());
    }
    json.writeStringField("problem", model.problem());
    json.writeStringField("fixed", model.fixed());
    json.writeBooleanField("live", model.live());
    if (model.rollbackTo().isPresent()) {
      json.writeNumberField("rollbackTo", model.rollbackTo().getAsInt());
    }
    json.writeArrayFieldStart("versions");
    for (VersionView version : model.versions()) {
      json.writeStartObject();
      version(json, version);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (model.shadow().isPresent()) {
      shadow(json, model.shadow().get());
    }
    if (model.quality().isPresent()) {
      quality(json, model.quality().get());
    }
  }

  private static void version(JsonGenerator json, VersionView version) throws IOException {
    json.writeStringField("version", version.version());
    json.writeStringField("role", version.role().name());
    Json.number(json, "share", version.share(), SHARE);
    json.writeStringField("standing", version.standing().name());
    json.writeStringField("problem", version.problem());
    json.writeNumberField("answered", version.answered());
    json.writeNumberField("failed", version.failed());
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Double> metric : version.metrics().entrySet()) {
      Json.number(json, metric.getKey(), metric.getValue(), 4);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("facts");
    for (Map.Entry<String, String> fact : version.facts().entrySet()) {
      json.writeStringField(fact.getKey(), fact.getValue());
    }
    json.writeEndObject();
  }

  private static void shadow(JsonGenerator json, ShadowView shadow) throws IOException {
    json.writeObjectFieldStart("shadow");
    json.writeNumberField("compared", shadow.compared());
    json.writeNumberField("dropped", shadow.dropped());
    json.writeNumberField("failed", shadow.failed());
    json.writeNumberField("warming", shadow.warming());
    json.writeNumberField("skipped", shadow.skipped());
    Json.number(json, "mean", shadow.mean(), 2);
    Json.number(json, "largest", shadow.largest(), 2);
    json.writeStringField("unit", shadow.unit());
    json.writeEndObject();
  }

  private static void quality(JsonGenerator json, QualityView quality) throws IOException {
    json.writeObjectFieldStart("quality");
    Json.number(json, "coverage", quality.coverage(), 4);
    json.writeNumberField("coverageRuns", quality.coverageRuns());
    Json.number(json, "coverageNominal", quality.coverageNominal(), 4);
    Json.number(json, "drift", quality.drift(), 3);
    json.writeStringField("driftSensor", quality.driftSensor());
    json.writeNumberField("driftRuns", quality.driftRuns());
    Json.number(json, "predictionDrift", quality.predictionDrift(), 3);
    json.writeEndObject();
  }
}
