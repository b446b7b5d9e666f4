package io.harbinger.console.alertmanager;

import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.MaintenanceAlert;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says an alert in the words of Alertmanager's API, version 2. Thread-safe. */
final class Wording {

  private final String console;
  private final String runbooks;
  private final Duration standsFor;

  Wording(URI console, URI runbooks, Duration standsFor) {
    this.console = withoutSlash(console);
    this.runbooks = withoutSlash(runbooks);
    this.standsFor = standsFor;
  }

  private static String withoutSlash(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  /**
   * What an alert is known by. Only what stays the same while it stands: a value in a label would
   * make another alert of it at each change. Empty for a kind that only a newer platform knows.
   */
  static Optional<Map<String, String>> labels(MaintenanceAlert raised) {
    return AlertName.of(raised.getKind())
        .map(
            name -> {
              Map<String, String> labels = new LinkedHashMap<>();
              labels.put("alertname", name.label());
              labels.put("asset", raised.getAsset());
              labels.put("run", Long.toString(raised.getRun()));
              labels.put("severity", severity(raised.getSeverity()));
              labels.put("reason", raised.getReason().name().toLowerCase(Locale.ROOT));
              labels.put("scope", "asset");
              return Map.copyOf(labels);
            });
  }

  /** A severity from a newer platform is told as the milder one rather than not at all. */
  private static String severity(AlertSeverity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case WARNING, UNKNOWN -> "warning";
    };
  }

  /** The alert as an object of the request. */
  Map<String, Object> words(Posting posting, Instant now) {
    MaintenanceAlert alert = posting.alert();
    Instant ends = posting.ended().orElse(now.plus(standsFor));
    String page =
        console
            + "/#/engine/"
            + URLEncoder.encode(alert.getAsset(), StandardCharsets.UTF_8).replace("+", "%20");
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("labels", posting.labels());
    words.put("annotations", annotations(posting, page));
    // A machine's clock may be ahead of ours; Alertmanager refuses an end before the beginning.
    words.put("startsAt", earlier(alert.getRaisedAt(), posting.ended().orElse(now)).toString());
    words.put("endsAt", ends.toString());
    words.put("generatorURL", page);
    return words;
  }

  private Map<String, String> annotations(Posting posting, String page) {
    MaintenanceAlert alert = posting.alert();
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", summary(alert));
    annotations.put("description", alert.getMessage());
    posting
        .life()
        .ifPresent(
            life -> {
              annotations.put("remaining_life", life.point());
              annotations.put("interval", life.interval());
            });
    annotations.put("raised_cycle", Integer.toString(alert.getRaisedCycle()));
    annotations.put("console_url", page);
    annotations.put("runbook_url", runbooks + "/" + posting.labels().get("alertname") + ".md");
    return annotations;
  }

  private static String summary(MaintenanceAlert alert) {
    return switch (alert.getKind()) {
      case FAILURE_PREDICTED ->
          alert.getSeverity() == AlertSeverity.CRITICAL
              ? alert.getAsset() + " is about to fail"
              : alert.getAsset() + " nears its end: plan maintenance";
      case NO_DATA, UNKNOWN -> alert.getAsset() + " sends no data";
    };
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
