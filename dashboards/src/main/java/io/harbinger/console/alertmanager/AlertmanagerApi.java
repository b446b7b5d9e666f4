package io.harbinger.console.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.console.alertmanager.ForwardingMeters.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Posts alerts to Alertmanager's API, version 2. Used by one thread. */
final class AlertmanagerApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 300;

  private final HttpClient http;
  private final URI alerts;
  private final Duration answerWithin;

  AlertmanagerApi(URI alertmanager, Duration answerWithin) {
    this.http = HttpClient.newBuilder().connectTimeout(answerWithin).build();
    this.alerts = URI.create(alertmanager.toString().replaceAll("/+$", "") + "/api/v2/alerts");
    this.answerWithin = answerWithin;
  }

  /**
   * How a request ended.
   *
   * @param outcome in a word
   * @param detail for the log
   */
  record Answer(Outcome outcome, String detail) {}

  Answer post(List<Map<String, Object>> words) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(alerts)
            .timeout(answerWithin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(words)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          outcome(response.statusCode()),
          "%s answers %d: %s".formatted(alerts, response.statusCode(), head(response.body())));
    } catch (IOException e) {
      return new Answer(Outcome.FAILED, "%s does not answer: %s".formatted(alerts, e));
    }
  }

  private static Outcome outcome(int status) {
    if (status / 100 == 2) {
      return Outcome.ACCEPTED;
    }
    // What asks for patience, and what a proxy may say while it is set up, is tried again.
    boolean wrong = status == 400 || status == 413 || status == 422;
    return wrong ? Outcome.REFUSED : Outcome.FAILED;
  }

  private static byte[] bytes(List<Map<String, Object>> words) {
    try {
      return JSON.writeValueAsBytes(words);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text are always JSON", e);
    }
  }

  private static String head(String body) {
    return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + " ...";
  }
}
