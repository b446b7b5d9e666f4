package io.harbinger.platform.serving;

import io.harbinger.platform.serving.protocol.InferRequestReader;
import io.harbinger.platform.serving.protocol.JsonAnswers;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The protocol's addresses. */
final class InferenceRoutes {

  private static final String PLATFORM = "harbinger_pytorch";

  private final OpenModels models;
  private final InferenceServiceOptions options;
  private final BodyReader bodies;
  private final Semaphore room;
  private final String version;
  private final BooleanSupplier ready;

  /**
   * Routes to models.
   *
   * @param version of this program
   * @param ready whether the server takes requests
   */
  InferenceRoutes(
      OpenModels models, InferenceServiceOptions options, String version, BooleanSupplier ready) {
    this.models = models;
    this.options = options;
    this.bodies = new BodyReader(options.largestBody());
    this.room = new Semaphore(options.concurrency());
    this.version = version;
    this.ready = ready;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v2/health/live", context -> json(context, JsonAnswers.truth("live", true)));
    routes.get("/v2/health/ready", this::serverReady);
    routes.get("/v2", context -> json(context, JsonAnswers.server(version)));
    for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
      routes.get(model, this::metadata);
      routes.get(model + "/ready", this::modelReady);
      routes.post(model + "/infer", this::infer);
    }
  }

  private void serverReady(Context context) {
    boolean now = ready.getAsBoolean();
    context.status(now ? 200 : 503);
    json(context, JsonAnswers.truth("ready", now));
  }

  private void modelReady(Context context) {
    OpenModel<?, ?> model = model(context);
    boolean now = ready.getAsBoolean();
    context.status(now ? 200 : 503);
    json(context, JsonAnswers.ready(model.info().name(), now));
  }

  private void metadata(Context context) {
    OpenModel<?, ?> model = model(context);
    json(
        context,
        JsonAnswers.model(
            model.info().name(),
            List.of(model.info().version()),
            PLATFORM,
            model.task().inputs(),
            model.task().outputs()));
  }

  private void infer(Context context) {
    OpenModel<?, ?> model = model(context);
    if (!room.tryAcquire()) {
      throw ProtocolException.later(
          Duration.ofSeconds(1),
          "%d requests are under way already: try again later".formatted(options.concurrency()));
    }
    try {
      byte[] body = bodies.read(context);
      json(
          context,
          JsonAnswers.inference(model.infer(InferRequestReader.read(body), options.patience())));
    } finally {
      room.release();
    }
  }

  private OpenModel<?, ?> model(Context context) {
    return models.get(context.pathParam("model"), optionalVersion(context));
  }

  private static @Nullable String optionalVersion(Context context) {
    return context.pathParamMap().get("version");
  }

  private static void json(Context context, byte[] body) {
    context.contentType("application/json").result(body);
  }
}
