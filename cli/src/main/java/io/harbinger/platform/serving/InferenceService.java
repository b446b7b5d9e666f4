package io.harbinger.platform.serving;

import io.harbinger.platform.serving.protocol.JsonAnswers;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.harbinger.server.ModelServer;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models over HTTP, by the Open Inference Protocol: health, metadata, inference.
 *
 * <pre>{@code
 * try (InferenceService service =
 *     InferenceService.start(server, List.of(Path.of("models/rul-fd001")), InferenceServiceOptions.defaults(), "1.0")) {
 *   System.out.println(service.url());
 *   ...
 * }
 * }</pre>
 *
 * Whoever started it closes it; the model server stays the caller's. Thread-safe.
 */
public final class InferenceService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(InferenceService.class);

  /** Beside those that wait for a model: for health, metadata and refusals. */
  private static final int SPARE_THREADS = 16;

  private final Javalin http;
  private final OpenModels models;
  private final AtomicBoolean open;
  private final String url;

  private InferenceService(Javalin http, OpenModels models, AtomicBoolean open, String url) {
    this.http = http;
    this.models = models;
    this.open = open;
    this.url = url;
  }

  /**
   * Loads models and serves them; returns when they are ready.
   *
   * @param directories each {@code NAME}, whose versions take each other's place, or {@code
   *     NAME/VERSION}, which stays
   * @param version of this program, told to callers
   * @throws IllegalArgumentException if a directory holds no model
   * @throws IllegalStateException if the port is taken
   */
  public static InferenceService start(
      ModelServer server, List<Path> directories, InferenceServiceOptions options, String version) {
    OpenModels models = OpenModels.load(server, directories, options.serving());
    AtomicBoolean open = new AtomicBoolean(true);
    InferenceRoutes routes = new InferenceRoutes(models, options, version, open::get);
    Javalin http = Javalin.create(config -> configure(config, options, routes));
    try {
      http.start(options.host(), options.port());
    } catch (RuntimeException e) {
      models.close();
      throw new IllegalStateException(
          "cannot serve models on %s:%d: %s; choose another port, or 0 for any free one"
              .formatted(options.host(), options.port(), e.getMessage()),
          e);
    }
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    String url = "http://%s:%d".formatted(host, http.port());
    log.info("{} at {}", models.names(), url);
    return new InferenceService(http, models, open, url);
  }

  private static void configure(
      JavalinConfig config, InferenceServiceOptions options, InferenceRoutes routes) {
    config.startup.showJavalinBanner = false;
    QueuedThreadPool threads =
        new QueuedThreadPool(
            options.concurrency() + SPARE_THREADS, Math.min(4, options.concurrency()));
    threads.setName("inference");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    CallerCheck callers = new CallerCheck(options.token());
    BodyReader bodies = new BodyReader(options.largestBody());
    config.routes.before(callers::check);
    routes.addTo(config.routes);
    config.routes.exception(ProtocolException.class, (e, context) -> refuse(bodies, context, e));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          log.error("{} {} failed", context.method(), context.path(), e);
          answer(bodies, context, 500, "the server failed at this; its log says how");
        });
    config.routes.error(404, context -> unknown(bodies, context));
  }

  private static void refuse(BodyReader bodies, Context context, ProtocolException refusal) {
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> context.header("Retry-After", Long.toString(seconds)));
    answer(bodies, context, refusal.status(), String.valueOf(refusal.getMessage()));
  }

  private static void unknown(BodyReader bodies, Context context) {
    if (!"application/json".equals(context.res().getContentType())) {
      answer(
          bodies,
          context,
          404,
          "nothing at %s %s (expected an address of the Open Inference Protocol, such as GET /v2/models/MODEL)"
              .formatted(context.method(), context.path()));
    }
  }

  private static void answer(BodyReader bodies, Context context, int status, String message) {
    bodies.drop(context);
    context.status(status).contentType("application/json").result(JsonAnswers.error(message));
  }

  /** Where it is reached, without a slash at the end. */
  public String url() {
    return url;
  }

  /** The names of the models. */
  public List<String> models() {
    return models.names();
  }

  /** Says that it is not ready, answers what is under way, and gives the models back. */
  @Override
  public void close() {
    open.set(false);
    http.stop();
    models.close();
  }
}
