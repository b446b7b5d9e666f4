package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.cli.usage.PrecisionLabels;
import io.harbinger.model.Precision;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.metrics.MetricsEndpoint;
import io.harbinger.platform.serving.InferenceService;
import io.harbinger.platform.serving.InferenceServiceOptions;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves models over HTTP until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Serve models over HTTP, by the Open Inference Protocol (KServe V2, REST), without Kafka or Flink.",
      "Health, metadata and inference are under /v2. Bound to loopback unless told otherwise; elsewhere it needs a token."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: one model, and what it takes",
      "  ./harbinger serve models/rul-fd001",
      "  curl localhost:8490/v2/models/rul-fd001",
      "",
      "How to ask it: docs/how-to/serve-over-http.md"
    })
public final class ServeCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL",
      description =
          "A model's directory, whose versions take each other's place, or one version of it.")
  private List<Path> models;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8490",
      description = "Port to listen on, 0 for any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private TokenFile token;

  @Option(
      names = "--max-body",
      paramLabel = "MIB",
      defaultValue = "16",
      description = "Largest body of a request, in MiB (default: ${DEFAULT-VALUE}).")
  private int largestBody;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Requests under way; one more is told to come again (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "256",
      description = "Inputs of one execution (default: ${DEFAULT-VALUE}).")
  private int maxBatch;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that execute batches, of each model (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "float32",
      converter = PrecisionLabels.class,
      description =
          "'float16' or 'bfloat16' for the models whose manifests permit it and whose samples pass in it (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9467",
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
    InferenceServiceOptions options = options();
    StopRequest stop = new StopRequest();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StopSignals signals = StopSignals.listen(stop);
        Parts parts = new Parts()) {
      ModelServer server =
          parts.start("model server", () -> ModelServer.start(ServerOptions.defaults(), registry));
      InferenceService service =
          parts.start(
              "inference service",
              () -> InferenceService.start(server, models, options, version()));
      MetricsEndpoint metrics =
          parts.start(
              "metrics endpoint", () -> MetricsEndpoint.start(registry, metricsHost, metricsPort));
      spec.commandLine()
          .getErr()
          .printf(
              "harbinger: %s at %s/v2, metrics %s; Ctrl-C ends%n",
              String.join(", ", service.models()), service.url(), metrics.url());
      while (!stop.await(LOOK_AGAIN)) {
        // The service lives on threads of its own.
      }
    }
    return 0;
  }

  private String version() {
    // "harbinger 1.0", as --version prints it first.
    return spec.root().version()[0].replaceFirst("^harbinger ", "");
  }

  private InferenceServiceOptions options() {
    try {
      ServingOptions serving =
          ServingOptions.defaults()
              .withQueueCapacity(Math.max(ServingOptions.defaults().queueCapacity(), maxBatch))
              .withMaxBatch(maxBatch)
              .withWorkers(workers)
              .withPrecision(precision);
      return new InferenceServiceOptions(
          host,
          port,
          token.token(),
          Math.multiplyExact(largestBody, 1 << 20),
          concurrency,
          InferenceServiceOptions.defaults().patience(),
          serving);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
