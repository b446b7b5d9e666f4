package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.cli.usage.DurationConverter;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.metrics.MetricsEndpoint;
import io.harbinger.windows.SensorProfile;
import io.harbinger.windows.WindowsApplication;
import io.harbinger.windows.WindowsOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the windows topology until it is told to stop. */
@Command(
    name = "windows",
    description = {
      "Make windows of sensor readings: Kafka Streams, exactly once. Start it several times to"
          + " share the work.",
      "Topics that do not exist are made."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: windows of 50 readings at each reading",
      "  ./harbinger run windows --bootstrap-servers kafka:9092",
      "Example: for a streaming model",
      "  ./harbinger run windows --bootstrap-servers kafka:9092 --key-frame-every 50"
    })
final class RunWindowsCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration RUNNING_LIMIT = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "50",
      description = "Readings in a window, as the model takes them (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--stride",
      paramLabel = "N",
      defaultValue = "1",
      description = "New readings from one window to the next (default: ${DEFAULT-VALUE}).")
  private int stride;

  @Option(
      names = "--key-frame-every",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Write a whole window at every K-th only, in between the fresh readings: for a streaming"
              + " model; one that reads windows needs 1 (default: ${DEFAULT-VALUE}).")
  private int keyFrameEvery;

  @Option(
      names = "--settings",
      paramLabel = "N",
      defaultValue = "3",
      description = "Operating settings of a reading (default: ${DEFAULT-VALUE}).")
  private int settings;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "21",
      description = "Sensors of a reading (default: ${DEFAULT-VALUE}).")
  private int sensors;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description =
          "How long a reading waits for missing earlier ones (default: ${DEFAULT-VALUE}).")
  private Duration grace;

  @Option(
      names = "--max-held",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many readings of an asset wait at most (default: ${DEFAULT-VALUE}).")
  private int maxHeld;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      defaultValue = ".harbinger/windows",
      description = "State of this instance, kept over restarts (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9464",
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
    WindowsOptions options =
        WindowsOptions.defaults()
            .withWindowLength(window)
            .withStride(stride)
            .withKeyFrameEvery(keyFrameEvery)
            .withProfile(new SensorProfile(settings, sensors))
            .withHoldBack(grace, maxHeld);
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.defaults()
          .createMissing(
              admin, List.of(Topics.SENSOR_READINGS, Topics.SENSOR_WINDOWS, Topics.DEAD_LETTERS));
    }
    StopRequest stop = new StopRequest();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Map<String, String> client = new TreeMap<>(kafka.further());
    client.put("bootstrap.servers", kafka.bootstrapServers());
    try (StopSignals signals = StopSignals.listen(stop);
        Parts parts = new Parts()) {
      WindowsApplication windows =
          parts.start(
              "windows", () -> WindowsApplication.start(options, client, stateDirectory, registry));
      MetricsEndpoint metrics =
          parts.start(
              "metrics endpoint", () -> MetricsEndpoint.start(registry, metricsHost, metricsPort));
      windows.awaitRunning(RUNNING_LIMIT);
      spec.commandLine()
          .getErr()
          .printf("harbinger: windows run, metrics %s; Ctrl-C ends%n", metrics.url());
      while (!stop.await(LOOK_AGAIN)) {
        windows
            .failure()
            .ifPresent(
                e -> {
                  throw new IllegalStateException("the windows topology stopped", e);
                });
      }
    }
    return 0;
  }
}
