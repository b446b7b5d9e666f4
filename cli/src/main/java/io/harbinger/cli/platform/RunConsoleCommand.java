package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.console.web.Console;
import io.harbinger.console.web.ConsoleOptions;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.metrics.MetricsEndpoint;
import io.harbinger.platform.versions.ConsoleModels;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the web console until it is told to stop. */
@Command(
    name = "console",
    description = {
      "Serve the web console: the fleet, each machine, alerts, dead letters, the pipeline, live.",
      "Bound to loopback unless told otherwise; elsewhere it needs a token."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: beside your own Kafka, for this machine alone",
      "  ./harbinger run console --bootstrap-servers kafka:9092",
      "Example: for the whole network, with a token",
      "  openssl rand -base64 24 > token",
      "  ./harbinger run console --host 0.0.0.0 --token-file token",
      "Example: where the jobs' models can be reached, with buttons to promote and to roll back",
      "  ./harbinger run console --bootstrap-servers kafka:9092 --models models",
      "Example: and tell people of alerts",
      "  ./harbinger run console --alertmanager http://localhost:9093"
    })
final class RunConsoleCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8480",
      description = "Port to listen on, 0 for any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private TokenFile token;

  @Mixin private AlertmanagerCliOptions alertmanager;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Holds a directory for each model, the one that the jobs serve from: its page then promotes"
              + " versions and rolls back (default: the page says how to do so from here).")
  private @Nullable Path models;

  @Option(
      names = "--worst-assets",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many of the worst assets have a metric of their own, up to 100 (default:"
              + " ${DEFAULT-VALUE}).")
  private int worstAssets;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9466",
      description = "Port of /metrics, 0 for any (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = MetricsEndpoint.LOOPBACK,
      description = "Interface of /metrics, 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String metricsHost;

  @Override
  public Integer call() throws Exception {
    ConsoleOptions options = options();
    StopRequest stop = new StopRequest();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StopSignals signals = StopSignals.listen(stop);
        Parts parts = new Parts()) {
      Console console =
          parts.start("console", () -> Console.start(options, kafka.client(), registry));
      MetricsEndpoint metrics =
          parts.start(
              "metrics endpoint", () -> MetricsEndpoint.start(registry, metricsHost, metricsPort));
      spec.commandLine()
          .getErr()
          .printf("harbinger: console %s, metrics %s; Ctrl-C ends%n", console.url(), metrics.url());
      while (!stop.await(LOOK_AGAIN)) {
        // The console lives on threads of its own.
      }
    }
    return 0;
  }

  private ConsoleOptions options() {
    ConsoleOptions options =
        ConsoleOptions.defaults().withAddress(host, port).withWorstAssets(worstAssets);
    options = token.token().map(options::withToken).orElse(options);
    if (models != null) {
      options = options.withModels(ConsoleModels.lying(models, PlatformModel::networkOf));
    }
    return alertmanager.options().map(options::withAlertmanager).orElse(options);
  }
}
