package io.harbinger.console.alertmanager;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How alerts are told to an Alertmanager. Begin with {@link #to} and change what differs.
 *
 * @param url of Alertmanager, with its path prefix if it has one
 * @param console where people reach the console, for the links; empty for the console's own address
 * @param runbooks where the runbooks lie, for the links
 * @param repeatEvery how often a standing alert is told again; Alertmanager takes one that was not
 *     told for four times as long for over
 * @param answerWithin how long an answer is waited for
 * @param firstBackoff wait after a first failure; doubled at each further one
 * @param longestBackoff the longest wait
 * @param mostAlerts that may stand, and that may wait to be told as over; what is beyond is counted
 */
public record AlertmanagerOptions(
    URI url,
    Optional<URI> console,
    URI runbooks,
    Duration repeatEvery,
    Duration answerWithin,
    Duration firstBackoff,
    Duration longestBackoff,
    int mostAlerts) {

  /** Refuses what no request can be sent to, and times that are none. */
  public AlertmanagerOptions {
    checkAddress("Alertmanager's address", url);
    console.ifPresent(address -> checkAddress("the console's address", address));
    checkAddress("the runbooks' address", runbooks);
    checkTime("a repetition", repeatEvery);
    checkTime("a time-out", answerWithin);
    checkTime("a first back-off", firstBackoff);
    if (longestBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "a longest back-off of %s (expected at least the first, %s)"
              .formatted(longestBackoff, firstBackoff));
    }
    if (mostAlerts < 1) {
      throw new IllegalArgumentException(
          "at most %d alerts (expected at least 1)".formatted(mostAlerts));
    }
  }

  /** Every minute; runbooks where Prometheus serves them as docs/how-to/operate.md starts it. */
  public static AlertmanagerOptions to(URI url) {
    return new AlertmanagerOptions(
        url,
        Optional.empty(),
        URI.create("http://localhost:9090/user"),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        10_000);
  }

  /** With links to where people reach the console. */
  public AlertmanagerOptions withConsole(URI address) {
    return new AlertmanagerOptions(
        url,
        Optional.of(address),
        runbooks,
        repeatEvery,
        answerWithin,
        firstBackoff,
        longestBackoff,
        mostAlerts);
  }

  /** With links to runbooks elsewhere. */
  public AlertmanagerOptions withRunbooks(URI address) {
    return new AlertmanagerOptions(
        url, console, address, repeatEvery, answerWithin, firstBackoff, longestBackoff, mostAlerts);
  }

  /** With other times. */
  public AlertmanagerOptions withTimes(
      Duration newRepeatEvery, Duration newFirstBackoff, Duration newLongestBackoff) {
    return new AlertmanagerOptions(
        url,
        console,
        runbooks,
        newRepeatEvery,
        answerWithin,
        newFirstBackoff,
        newLongestBackoff,
        mostAlerts);
  }

  /** With another bound. */
  public AlertmanagerOptions withMostAlerts(int newMostAlerts) {
    return new AlertmanagerOptions(
        url,
        console,
        runbooks,
        repeatEvery,
        answerWithin,
        firstBackoff,
        longestBackoff,
        newMostAlerts);
  }

  /** How long Alertmanager takes an alert for standing that is not told again. */
  Duration standsFor() {
    return repeatEvery.multipliedBy(4);
  }

  private static void checkAddress(String what, URI address) {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null || address.getQuery() != null) {
      throw new IllegalArgumentException(
          "%s is '%s' (expected http://HOST:PORT or https://HOST:PORT, with or without a path)"
              .formatted(what, address));
    }
  }

  private static void checkTime(String what, Duration time) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "%s of %s (expected at least a millisecond)".formatted(what, time));
    }
  }
}
