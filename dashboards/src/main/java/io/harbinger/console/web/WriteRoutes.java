package io.harbinger.console.web;

import io.harbinger.console.feed.Outbox;
import io.harbinger.console.live.LetterEntry;
import io.harbinger.console.live.LiveState;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what people report. Each write is in Kafka when it is answered; the page sees it when it
 * comes back by the feed.
 */
final class WriteRoutes {

  private static final Logger log = LoggerFactory.getLogger(WriteRoutes.class);
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_NOTE = 1000;
  private static final int LONGEST_ID = 500;

  /** A letter says itself where it came from; the console writes to nothing else on its word. */
  private static final Set<String> RESEND_TO =
      Arrays.stream(Topics.values())
          .filter(topic -> topic != Topics.DEAD_LETTERS)
          .map(Topics::topic)
          .collect(Collectors.toUnmodifiableSet());

  private final LiveState state;
  private final Outbox outbox;
  private final Clock clock;
  private final Access access;

  WriteRoutes(LiveState state, Outbox outbox, Clock clock, Access access) {
    this.state = state;
    this.outbox = outbox;
    this.clock = clock;
    this.access = access;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/api/maintenance", this::report);
    routes.post("/api/dead-letters/resend", this::resend);
    routes.post("/api/login", this::login);
    routes.post("/api/logout", this::logout);
  }

  private void report(Context ctx) {
    access.checkWrite(ctx);
    RequestBody body = RequestBody.read(ctx);
    MaintenanceEvent event = event(body);
    outbox.report(event);
    log.info("{} of {} reported by {}", event.getKind(), event.getAsset(), event.getBy());
    answer(ctx, event.getId());
  }

  private MaintenanceEvent event(RequestBody body) {
    String asset = body.text("asset", LONGEST_ID);
    if (!state.knows(asset)) {
      throw new RequestException(404, "nothing was heard of " + asset);
    }
    MaintenanceKind kind = kind(body.text("kind", LONGEST_NAME));
    MaintenanceEvent.Builder event =
        MaintenanceEvent.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setAsset(asset)
            .setKind(kind)
            .setNote(body.optionalText("note", LONGEST_NOTE).orElse(""))
            .setBy(body.text("by", LONGEST_NAME))
            .setTime(clock.instant());
    body.optionalNumber("run", 0, Long.MAX_VALUE).ifPresent(event::setRun);
    body.optionalNumber("cycle", 0, Integer.MAX_VALUE)
        .ifPresent(cycle -> event.setCycle(cycle.intValue()));
    if (kind == MaintenanceKind.ACKNOWLEDGED) {
      String alert = body.text("alertId", LONGEST_ID);
      if (!state.isOpen(asset, alert)) {
        throw new RequestException(
            409, "the alert %s is not open any more; look at the newest".formatted(alert));
      }
      event.setAlertId(alert);
    }
    return event.build();
  }

  private static MaintenanceKind kind(String name) {
    return Arrays.stream(MaintenanceKind.values())
        .filter(kind -> kind != MaintenanceKind.UNKNOWN && kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RequestException(
                    400,
                    "kind %s (expected FAILED, REPLACED, REPAIRED or ACKNOWLEDGED)"
                        .formatted(name)));
  }

  private synchronized void resend(Context ctx) {
    access.checkWrite(ctx);
    RequestBody body = RequestBody.read(ctx);
    String id = body.text("id", LONGEST_NAME);
    LetterEntry entry =
        state
            .deadLetter(id)
            .orElseThrow(
                () -> new RequestException(404, "no dead letter %s is kept".formatted(id)));
    if (!RESEND_TO.contains(entry.letter().getTopic())) {
      throw new RequestException(
          409,
          "the letter names the topic %s (expected one of %s)"
              .formatted(entry.letter().getTopic(), RESEND_TO));
    }
    if (entry.resentAt() != null && !body.flag("again")) {
      throw new RequestException(
          409, "this letter was sent again at %s already".formatted(entry.resentAt()));
    }
    outbox.resend(entry.letter(), entry.origin());
    state.markResent(id);
    log.info("the dead letter {} was sent again to {}", id, entry.letter().getTopic());
    answer(ctx, id);
  }

  private void login(Context ctx) {
    access.login(ctx, RequestBody.read(ctx).text("token", LONGEST_ID));
    answer(ctx, "session");
  }

  private void logout(Context ctx) {
    access.logout(ctx);
    answer(ctx, "session");
  }

  private static void answer(Context ctx, String id) {
    ctx.contentType("application/json")
        .result(Json.object(json -> json.writeStringField("id", id)));
  }
}
