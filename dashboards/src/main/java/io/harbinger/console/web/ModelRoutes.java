package io.harbinger.console.web;

import io.harbinger.console.model.DecisionException;
import io.harbinger.console.model.ModelsSource;
import io.harbinger.console.model.Promotion;
import io.harbinger.console.model.Rollback;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the models and takes what people decide about them. */
final class ModelRoutes {

  private static final Logger log = LoggerFactory.getLogger(ModelRoutes.class);
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_MODEL = 200;

  private final Optional<ModelsSource> models;
  private final Access access;

  ModelRoutes(Optional<ModelsSource> models, Access access) {
    this.models = models;
    this.access = access;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/models", this::show);
    routes.post("/api/models/promote", this::promote);
    routes.post("/api/models/rollback", this::rollBack);
  }

  /** A console without the models' directory says so, and the page how to do without. */
  private void show(Context ctx) {
    ctx.contentType("application/json")
        .result(models.map(source -> ModelsJson.of(source.models())).orElseGet(ModelsJson::none));
  }

  private void promote(Context ctx) {
    access.checkWrite(ctx);
    RequestBody body =
        RequestBody.read(ctx).withNoneBut("model", "version", "share", "shadow", "by", "seen");
    Promotion promotion = promotion(body);
    decided(ctx, source().promote(promotion), promotion.by());
  }

  private static Promotion promotion(RequestBody body) {
    try {
      return new Promotion(
          body.text("model", LONGEST_MODEL),
          body.optionalNumber("version", 1, Integer.MAX_VALUE)
              .orElseThrow(
                  () ->
                      new RequestException(
                          400, "version is missing (expected a version's number, 1 or more)"))
              .intValue(),
          body.optionalDecimal("share"),
          body.flag("shadow"),
          body.text("by", LONGEST_NAME),
          body.optionalText("seen", LONGEST_MODEL));
    } catch (IllegalArgumentException e) {
      throw new RequestException(400, String.valueOf(e.getMessage()));
    }
  }

  private void rollBack(Context ctx) {
    access.checkWrite(ctx);
    RequestBody body = RequestBody.read(ctx).withNoneBut("model", "by", "seen");
    Rollback rollback =
        new Rollback(
            body.text("model", LONGEST_MODEL),
            body.text("by", LONGEST_NAME),
            body.optionalText("seen", LONGEST_MODEL));
    decided(ctx, source().rollBack(rollback), rollback.by());
  }

  private ModelsSource source() {
    return models.orElseThrow(
        () ->
            new RequestException(
                404,
                "this console was not told where the models lie (start it with --models DIR, or use ./harbinger models promote)"));
  }

  private static void decided(Context ctx, String words, String by) {
    log.info("{}, decided by {}", words, by);
    ctx.contentType("application/json")
        .result(Json.object(json -> json.writeStringField("decided", words)));
  }

  /** The HTTP status of a refusal. */
  static int status(DecisionException.Reason reason) {
    return switch (reason) {
      case UNKNOWN -> 404;
      case REFUSED -> 409;
      case NOT_WRITTEN -> 502;
    };
  }
}
