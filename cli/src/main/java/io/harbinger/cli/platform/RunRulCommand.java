package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.contract.SignInAdvice;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.jobs.embedded.JobFailure;
import io.harbinger.jobs.rul.RulJob;
import io.harbinger.jobs.rul.RulJobClient;
import io.harbinger.jobs.rul.RulJobConfig;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.metrics.MetricsEndpoint;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.SharedModelServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the RUL job in this process, or gives it to a Flink cluster. */
@Command(
    name = "rul",
    description = {
      "Predict remaining life from windows: the Flink job, exactly once, with its alerts.",
      "With --flink the job is given to a running cluster; without, it runs in this process until"
          + " Ctrl-C."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: in this process",
      "  ./harbinger run rul --bootstrap-servers kafka:9092 --model models/rul-fd001",
      "Example: on a Flink cluster, with options of the job itself after --",
      "  ./harbinger run rul --bootstrap-servers kafka:9092 --model /models/rul-fd001 \\",
      "    --flink jobmanager:8081 -- --parallelism 4 --warning-rul 40"
    })
final class RunRulCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(RunRulCommand.class);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model's directory, as the task managers see it.")
  private Path model;

  @Option(
      names = "--flink",
      paramLabel = "HOST:PORT",
      description = "REST address of a Flink cluster.")
  private @Nullable String flink;

  @Option(
      names = "--job-jar",
      paramLabel = "FILE",
      description = "The job's jar for --flink (default: the one that the build made).")
  private @Nullable Path jobJar;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "With --flink: the savepoint or checkpoint to go on from.")
  private @Nullable String savepoint;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      defaultValue = ".harbinger/rul",
      description =
          "Without --flink: checkpoints, from which the next start goes on (default:"
              + " ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9465",
      description = "Without --flink: port of /metrics, 0 for any (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = MetricsEndpoint.LOOPBACK,
      description =
          "Without --flink: interface of /metrics, 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String metricsHost;

  @Parameters(
      paramLabel = "JOB_OPTION",
      description = "After --: options of the job itself; '-- --help' names them.")
  private List<String> jobOptions = List.of();

  @Override
  public Integer call() throws Exception {
    if (jobOptions.contains("--help")) {
      spec.commandLine().getOut().println(RulJobConfig.help());
      return 0;
    }
    RulJobConfig config = config();
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.defaults()
          .createMissing(
              admin,
              List.of(
                  Topics.SENSOR_WINDOWS,
                  Topics.MAINTENANCE_EVENTS,
                  Topics.RUL_PREDICTIONS,
                  Topics.MAINTENANCE_ALERTS,
                  Topics.DEAD_LETTERS));
    }
    if (flink != null) {
      submit(flink, config);
    } else {
      runHere(config);
    }
    return 0;
  }

  private RulJobConfig config() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    arguments.addAll(List.of("--model", flink != null ? model.toString() : absolute(model)));
    arguments.addAll(jobOptions);
    RulJobConfig config = RulJobConfig.parse(arguments);
    // Not by arguments: a password that begins with a dash would be taken for an option.
    return config.withKafkaProperties(
        furtherAnd(config.consumerProperties()), furtherAnd(config.producerProperties()));
  }

  /** The file's settings, where the job's own options do not say otherwise. */
  private Map<String, String> furtherAnd(Map<String, String> own) {
    Map<String, String> properties = kafka.further();
    properties.putAll(own);
    return properties;
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private void submit(String address, RulJobConfig config) {
    int colon = address.lastIndexOf(':');
    int port;
    try {
      port = Integer.parseInt(address.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--flink '%s' (expected host:port of the REST interface)".formatted(address), e);
    }
    RulJobClient client =
        new RulJobClient(
            address.substring(0, Math.max(0, colon)),
            port,
            Optional.ofNullable(jobJar).orElseGet(BuiltJobJar::find));
    spec.commandLine().getOut().println(client.submit(config, savepoint));
  }

  /** The job is started again after each failure, for ever: whoever waits for it must hear why. */
  private Optional<Instant> tellOfFailure(EmbeddedJob job, Optional<Instant> told) {
    Optional<JobFailure> failure;
    try {
      failure = job.latestFailure(told);
    } catch (IllegalStateException e) {
      // A pause of Flink's is no end of the job: it is asked again.
      log.debug("the job's failures are not known for now", e);
      return told;
    }
    failure.ifPresent(
        latest ->
            spec.commandLine()
                .getErr()
                .printf(
                    "harbinger: the RUL job failed and starts again: %s%s%n",
                    latest.origin(), SignInAdvice.on(latest.cause()).map("; "::concat).orElse("")));
    return failure.map(JobFailure::at).or(() -> told);
  }

  private void runHere(RulJobConfig config) throws Exception {
    StopRequest stop = new StopRequest();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StopSignals signals = StopSignals.listen(stop);
        Parts parts = new Parts()) {
      parts.start(
          "model server", () -> SharedModelServer.start(ServerOptions.defaults(), registry));
      EmbeddedFlink cluster =
          parts.start(
              "Flink", () -> EmbeddedFlink.start(stateDirectory, config.parallelism(), registry));
      StreamExecutionEnvironment environment = cluster.environment();
      RulJob.build(environment, config);
      EmbeddedJob job = cluster.submit(environment);
      MetricsEndpoint metrics =
          parts.start(
              "metrics endpoint", () -> MetricsEndpoint.start(registry, metricsHost, metricsPort));
      spec.commandLine()
          .getErr()
          .printf(
              "harbinger: the RUL job runs, Flink %s, metrics %s; Ctrl-C ends%n",
              cluster.restAddress(), metrics.url());
      Optional<Instant> told = Optional.empty();
      while (!stop.await(LOOK_AGAIN)) {
        if (job.ended().isDone()) {
          Optional<Throwable> failure = job.ended().join();
          throw new IllegalStateException(
              "the RUL job ended: " + failure.map(Throwable::getMessage).orElse("it was cancelled"),
              failure.orElse(null));
        }
        told = tellOfFailure(job, told);
      }
    }
  }
}
