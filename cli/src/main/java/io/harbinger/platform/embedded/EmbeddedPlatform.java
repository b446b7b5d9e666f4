package io.harbinger.platform.embedded;

import io.harbinger.console.web.Channel;
import io.harbinger.console.web.Console;
import io.harbinger.console.web.ConsoleOptions;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.jobs.rul.ModelSource;
import io.harbinger.jobs.rul.RulJob;
import io.harbinger.jobs.rul.RulJobConfig;
import io.harbinger.model.ModelDirectory;
import io.harbinger.platform.broker.EmbeddedBroker;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.metrics.MetricsEndpoint;
import io.harbinger.platform.observation.Backlog;
import io.harbinger.platform.versions.ConsoleModels;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.SharedModelServer;
import io.harbinger.server.version.ServingFile;
import io.harbinger.windows.WindowsApplication;
import io.harbinger.windows.WindowsOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/**
 * Every stage of the platform in this process, each the one that runs on a cluster: a Kafka broker,
 * the windows topology, Flink's MiniCluster with the RUL job, the model server, and the metrics.
 * Whoever started it closes it; what the topics and the stages hold is there again at the next
 * start on the same directory. Thread-safe, but for {@link #close}.
 */
public final class EmbeddedPlatform implements AutoCloseable {

  private static final Duration RUNNING_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Parts parts;
  private final EmbeddedBroker broker;
  private final WindowsApplication windows;
  private final EmbeddedJob job;
  private final MetricsEndpoint metrics;
  private final Console console;
  private final PrometheusMeterRegistry registry;
  private final PlatformModel model;

  private EmbeddedPlatform(
      Parts parts,
      EmbeddedBroker broker,
      WindowsApplication windows,
      EmbeddedJob job,
      MetricsEndpoint metrics,
      Console console,
      PrometheusMeterRegistry registry,
      PlatformModel model) {
    this.parts = parts;
    this.broker = broker;
    this.windows = windows;
    this.job = job;
    this.metrics = metrics;
    this.console = console;
    this.registry = registry;
    this.model = model;
  }

  /** Starts every stage in order and returns when all of them run. */
  public static EmbeddedPlatform start(EmbeddedPlatformOptions options) throws Exception {
    // A model that cannot be used is found before anything is started.
    PlatformModel model =
        PlatformModel.in(ModelDirectory.open(ServingFile.serving(options.model())));
    Path directory = options.directory();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Parts parts = new Parts();
    try {
      EmbeddedBroker broker =
          parts.start(
              "broker",
              () -> EmbeddedBroker.start(directory.resolve("kafka"), options.kafkaPort()));
      String kafka = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
        TopicSetup.defaults().createMissing(admin, List.of(Topics.values()));
      }
      RulJobConfig defaults = RulJobConfig.of(kafka, options.model().toAbsolutePath().toString());
      RulJobConfig job =
          defaults.withCoverage(defaults.coverage().withAdapt(options.adaptIntervals()));
      parts.start(
          "model server", () -> SharedModelServer.start(ServerOptions.defaults(), registry));
      // Held here too, so that it is loaded and checked before the first window waits for it.
      ModelSource.Lease<?, ?> lease =
          parts.start("model", () -> model.acquire(job.modelDirectory(), job.serving()));
      WindowsApplication windows =
          parts.start("windows", () -> windows(kafka, model, directory, registry));
      EmbeddedFlink flink =
          parts.start(
              "Flink",
              () -> EmbeddedFlink.start(directory.resolve(model.jobDirectory()), 1, registry));
      EmbeddedJob running = submit(flink, job);
      MetricsEndpoint metrics =
          parts.start(
              "metrics endpoint", () -> MetricsEndpoint.start(registry, options.metricsPort()));
      Console console =
          parts.start("console", () -> console(kafka, options, model, lease, registry));
      EmbeddedPlatform platform =
          new EmbeddedPlatform(parts, broker, windows, running, metrics, console, registry, model);
      platform.awaitRunning();
      return platform;
    } catch (Exception e) {
      try {
        parts.close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static EmbeddedJob submit(EmbeddedFlink flink, RulJobConfig job) {
    StreamExecutionEnvironment environment = flink.environment();
    RulJob.build(environment, job);
    return flink.submit(environment);
  }

  private static WindowsApplication windows(
      String kafka, PlatformModel model, Path directory, PrometheusMeterRegistry registry) {
    return WindowsApplication.start(
        model.windows(),
        Map.of("bootstrap.servers", kafka),
        directory.resolve("windows"),
        registry);
  }

  private static Console console(
      String kafka,
      EmbeddedPlatformOptions options,
      PlatformModel model,
      ModelSource.Lease<?, ?> lease,
      PrometheusMeterRegistry registry) {
    List<Channel> channels =
        model.channels().stream().map(c -> new Channel(c.name(), c.unit())).toList();
    ConsoleOptions console =
        ConsoleOptions.defaults()
            .withAddress("127.0.0.1", options.consolePort())
            .withChannels(
                channels.subList(0, model.settings()),
                // The cycle lies between settings and sensors.
                channels.subList(model.settings() + 1, channels.size()))
            .withModels(
                ConsoleModels.served(
                    options.model(), lease.model(), registry, PlatformModel::networkOf));
    return Console.start(
        options.alertmanager().map(console::withAlertmanager).orElse(console),
        Map.of("bootstrap.servers", kafka),
        registry);
  }

  private void awaitRunning() throws InterruptedException, TimeoutException {
    windows.awaitRunning(RUNNING_LIMIT);
    StopRequest nobody = new StopRequest();
    Instant limit = Instant.now().plus(RUNNING_LIMIT);
    while (!job.isAtWork()) {
      failure()
          .ifPresent(
              e -> {
                throw new IllegalStateException("the platform did not start: " + e.getMessage(), e);
              });
      if (Instant.now().isAfter(limit)) {
        throw new IllegalStateException(
            "the platform did not run within %s: the RUL job is %s"
                .formatted(RUNNING_LIMIT, job.status()));
      }
      nobody.await(LOOK_AGAIN);
    }
  }

  /**
   * Waits until what an earlier start left in the topics is worked off, so that nobody counts it as
   * their own.
   *
   * @return false where a stop or the limit came first
   */
  public boolean awaitLeftovers(Duration limit, StopRequest stop) throws InterruptedException {
    Instant latest = Instant.now().plus(limit);
    Backlog backlog = new Backlog(bootstrapServers());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      while (!backlog.isEmpty(
              admin, WindowsOptions.defaults().applicationId(), Topics.SENSOR_READINGS.topic())
          || !backlog.isEmpty(admin, RulJob.NAME, Topics.SENSOR_WINDOWS.topic())) {
        if (Instant.now().isAfter(latest) || stop.await(LOOK_AGAIN)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where Kafka's clients connect. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where Prometheus scrapes. */
  public String metricsUrl() {
    return metrics.url();
  }

  /** Where the web console is. */
  public String consoleUrl() {
    return console.url();
  }

  /** Where every stage counts. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** What the model that serves takes and tells. */
  public PlatformModel model() {
    return model;
  }

  /** Readings dropped since the start because their cycle was there. */
  public long duplicates() {
    return windows.counts().duplicates();
  }

  /** Readings dropped since the start because later ones had been released. */
  public long late() {
    return windows.counts().late();
  }

  /** Why a stage ended by itself; empty while all run. */
  public Optional<Throwable> failure() {
    return windows.failure().or(() -> job.ended().isDone() ? job.ended().join() : Optional.empty());
  }

  /** Stops every stage, the last first; the RUL job with a savepoint. */
  @Override
  public void close() {
    parts.close();
  }
}
