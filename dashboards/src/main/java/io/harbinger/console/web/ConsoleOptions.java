package io.harbinger.console.web;

import io.harbinger.console.alertmanager.AlertmanagerOptions;
import io.harbinger.console.feed.FeedOptions;
import io.harbinger.console.live.Limits;
import io.harbinger.console.model.ModelsSource;
import java.util.List;
import java.util.Optional;

/**
 * How the console is served. Begin with {@link #defaults} and change what differs.
 *
 * @param host the address to bind to; anything but the loopback interface needs a token
 * @param port 0 for any free one
 * @param token what a person has to give to see or do anything; empty on the loopback interface,
 *     where whoever can open the page may
 * @param title of the page: whose fleet it is
 * @param thresholds the lines in the charts
 * @param settings the readings' operating settings in order; empty for numbers
 * @param sensors the readings' sensors in order; empty for numbers
 * @param feed how far back to read
 * @param limits how much to keep
 * @param models empty where it does not know where they lie
 * @param worstAssets how many of the worst assets have a gauge of their own; 0 for none
 * @param alertmanager who else is told of alerts; empty for no one
 */
public record ConsoleOptions(
    String host,
    int port,
    Optional<String> token,
    String title,
    Thresholds thresholds,
    List<Channel> settings,
    List<Channel> sensors,
    FeedOptions feed,
    Limits limits,
    Optional<ModelsSource> models,
    int worstAssets,
    Optional<AlertmanagerOptions> alertmanager) {

  private static final int SHORTEST_TOKEN = 16;
  private static final int MOST_WORST_ASSETS = 100;

  /** Refuses a short token and an impossible port. */
  public ConsoleOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port %d (expected 0 to 65535)".formatted(port));
    }
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "a console token of %d characters (expected at least %d; make one with: openssl rand -base64 24)"
              .formatted(token.get().length(), SHORTEST_TOKEN));
    }
    if (worstAssets < 0 || worstAssets > MOST_WORST_ASSETS) {
      throw new IllegalArgumentException(
          "a gauge for each of the %d worst assets (expected 0 to %d: each is a series of its own)"
              .formatted(worstAssets, MOST_WORST_ASSETS));
    }
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
  }

  /** On 127.0.0.1 at port 8480, without a token. */
  public static ConsoleOptions defaults() {
    return new ConsoleOptions(
        "127.0.0.1",
        8480,
        Optional.empty(),
        "Harbinger",
        Thresholds.defaults(),
        List.of(),
        List.of(),
        FeedOptions.defaults(),
        Limits.defaults(),
        Optional.empty(),
        10,
        Optional.empty());
  }

  /** Bound elsewhere. */
  public ConsoleOptions withAddress(String newHost, int newPort) {
    return new ConsoleOptions(
        newHost,
        newPort,
        token,
        title,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** Closed to all who do not have the token. */
  public ConsoleOptions withToken(String newToken) {
    return new ConsoleOptions(
        host,
        port,
        Optional.of(newToken),
        title,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** With another title. */
  public ConsoleOptions withTitle(String newTitle) {
    return new ConsoleOptions(
        host,
        port,
        token,
        newTitle,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** With other lines in the charts. */
  public ConsoleOptions withThresholds(Thresholds newThresholds) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        newThresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** With names for the readings' columns. */
  public ConsoleOptions withChannels(List<Channel> newSettings, List<Channel> newSensors) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        newSettings,
        newSensors,
        feed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** Reading less or more of the past. */
  public ConsoleOptions withFeed(FeedOptions newFeed) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        settings,
        sensors,
        newFeed,
        limits,
        models,
        worstAssets,
        alertmanager);
  }

  /** Keeping less or more. */
  public ConsoleOptions withLimits(Limits newLimits) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        settings,
        sensors,
        feed,
        newLimits,
        models,
        worstAssets,
        alertmanager);
  }

  /** With the models, to show and to decide about. */
  public ConsoleOptions withModels(ModelsSource source) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        Optional.of(source),
        worstAssets,
        alertmanager);
  }

  /** With a gauge for each of fewer or more of the worst assets. */
  public ConsoleOptions withWorstAssets(int newWorstAssets) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        newWorstAssets,
        alertmanager);
  }

  /** Telling an Alertmanager of alerts. */
  public ConsoleOptions withAlertmanager(AlertmanagerOptions newAlertmanager) {
    return new ConsoleOptions(
        host,
        port,
        token,
        title,
        thresholds,
        settings,
        sensors,
        feed,
        limits,
        models,
        worstAssets,
        Optional.of(newAlertmanager));
  }
}
