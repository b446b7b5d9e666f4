package io.harbinger.console.web;

import io.harbinger.console.feed.Feed;
import io.harbinger.console.live.LiveState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;

/** Answers what the pages ask. */
final class ReadRoutes {

  private final LiveState state;
  private final Feed feed;
  private final StreamHub hub;
  private final Clock clock;
  private final byte[] settings;

  ReadRoutes(
      LiveState state,
      Feed feed,
      StreamHub hub,
      Clock clock,
      ConsoleOptions options,
      boolean hasLogin) {
    this.state = state;
    this.feed = feed;
    this.hub = hub;
    this.clock = clock;
    this.settings = PlatformJson.settings(options, hasLogin);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/settings", ctx -> json(ctx, settings));
    routes.get("/api/stream", this::stream);
    routes.get("/api/asset", this::asset);
    routes.get("/api/alerts", ctx -> json(ctx, RecordsJson.alerts(state.alerts())));
    routes.get("/api/maintenance", ctx -> json(ctx, RecordsJson.maintenance(state.maintenance())));
    routes.get("/api/dead-letters", ctx -> json(ctx, LetterJson.list(state.deadLetters())));
    routes.get("/api/dead-letter", this::deadLetter);
    routes.get("/api/pipeline", this::pipeline);
  }

  private static void json(Context ctx, byte[] body) {
    ctx.contentType("application/json").result(body);
  }

  private void stream(Context ctx) throws Exception {
    ctx.res().setContentType("text/event-stream");
    ctx.res().setCharacterEncoding("utf-8");
    ctx.res().setHeader("X-Accel-Buffering", "no");
    hub.serve(ctx.res().getOutputStream());
  }

  private void asset(Context ctx) {
    String name = parameter(ctx, "name");
    json(
        ctx,
        RecordsJson.asset(
            state
                .detail(name, row(ctx, "predictionsFrom"), row(ctx, "readingsFrom"))
                .orElseThrow(() -> new RequestException(404, "nothing was heard of " + name))));
  }

  private void deadLetter(Context ctx) {
    String id = parameter(ctx, "id");
    json(
        ctx,
        LetterJson.one(
            state
                .deadLetter(id)
                .orElseThrow(
                    () ->
                        new RequestException(
                            404,
                            "no dead letter %s is kept (the oldest are let go)".formatted(id)))));
  }

  private void pipeline(Context ctx) {
    json(
        ctx,
        PlatformJson.pipeline(state.pipeline(), feed.health(), hub.watchers(), clock.instant()));
  }

  private static String parameter(Context ctx, String name) {
    String value = ctx.queryParam(name);
    if (value == null || value.isEmpty()) {
      throw new RequestException(400, "the parameter %s is missing".formatted(name));
    }
    return value;
  }

  private static long row(Context ctx, String name) {
    String value = ctx.queryParam(name);
    try {
      return value == null ? 0 : Math.max(0, Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new RequestException(400, "%s is %s (expected a whole number)".formatted(name, value));
    }
  }
}
