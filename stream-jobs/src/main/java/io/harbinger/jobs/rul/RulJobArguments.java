package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Hysteresis;
import io.harbinger.alert.Threshold;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.harbinger.jobs.rul.drift.DriftOptions;
import io.harbinger.model.Precision;
import io.harbinger.server.ServingOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.ParameterTool;
import org.apache.flink.util.TimeUtils;

/** The configuration as arguments of the job's main class. */
final class RulJobArguments {

  static final String HELP =
      """
      The RUL job: sensor windows and reports of repairs in; predictions, maintenance alerts and dead letters out.

        flink run -c io.harbinger.jobs.rul.RulJobMain harbinger-stream-jobs-VERSION-job.jar \\
          --bootstrap-servers kafka:9092 --model /models/rul-fd001

      The model server, DJL and the model are no part of the job's jar: native libraries can be
      loaded by one class loader only. Put harbinger-model-server and its dependencies in lib/ of
      every task manager, and the model directory at the same path on each.

      Required:
        --bootstrap-servers HOST:PORT,..  Kafka
        --model DIR                       a model's directory, as the task managers see it
        --model-form F                    windowed or streaming, where the directory cannot be
                                          looked into from here (by-directory)
      Topics and state:
        --windows-topic NAME              in (sensor.windows)
        --reports-topic NAME              in: repairs (maintenance.events)
        --predictions-topic NAME          out (rul.predictions)
        --alerts-topic NAME               out (maintenance.alerts)
        --dead-letters-topic NAME         out (dead.letters)
        --group-id NAME                   consumer group (harbinger-rul)
        --parallelism N                   subtasks (1)
      Delivery:
        --delivery G                      exactly-once, at-least-once or none (exactly-once)
        --transaction-prefix NAME         of this job alone (harbinger-rul)
        --transaction-timeout T           (10 min)
        --checkpoint-interval T           and between commits (1 s)
      Inference:
        --async-capacity N                windowed: windows under way in a subtask (128)
        --async-timeout T                 for one window, or one batch of them, with retries (30 s)
        --gather N                        streaming: windows asked about together (256)
        --gather-for T                    streaming: a window's longest wait for others (5 ms)
        --explain-every N                 streaming: near an alert, every so many predictions are
                                          explained anew; 0 explains none (5)
        --retries N                       after a failed inference (3)
        --first-backoff T                 before the first retry (20 ms)
        --max-backoff T                   the longest, unless the server asks for more (2 s)
      Model server, shared by all jobs in a task manager that use this model:
        --max-batch N                     windows of one execution (256)
        --queue-capacity N                windows that wait (1024)
        --inference-workers N             executions at a time (1)
        --max-batch-delay T               to wait for a fuller batch (0 ms)
        --precision P                     float16 or bfloat16 where a version's manifest permits it
                                          and its sample passes in it (float32)
      Alerts:
        --warning-rul CYCLES              (30)   --warning-probability P    within 30 cycles (0.5)
        --critical-rul CYCLES             (15)   --critical-probability P   within 15 cycles (0.5)
        --hysteresis-rul CYCLES           (5)    --hysteresis-probability P (0.15)
        --confirmations-to-raise N        (3)    --confirmations-to-clear N (5)
        --no-data-after T                 silence of an asset (10 min)
      Intervals, judged by reports of failures:
        --adapt-intervals BOOL            make them wider or narrower by what failures teach (false)
        --interval-coverage P             what they are to hold, where the model's directory cannot
                                          be looked into from here (0.88)
        --interval-step G                 of the adaptation, for each failure (0.005)
        --interval-every N                those of every so many cycles are judged (10)
        --interval-cuts N                 the latest so many of a run (15)
        --coverage-runs N                 coverage is told of so many failures, the latest (200)
      Drift, against the reference in the model's directory:
        --drift-every N                   one of so many windows is looked at; 0 looks at none (3)
        --drift-window N                  over so many readings, the latest (1000)
        --drift-least N                   from so many on (200)
      Kafka's own settings:
        --consumer.NAME VALUE             for instance --consumer.security.protocol SASL_SSL
        --producer.NAME VALUE

      A time T is a number and a unit, for instance "500 ms", 30s, "10 min", 1h.
      """;

  private static final String CONSUMER = "consumer.";
  private static final String PRODUCER = "producer.";

  private final ParameterTool parameters;

  private RulJobArguments(ParameterTool parameters) {
    this.parameters = parameters;
  }

  /** Fails with {@link IllegalArgumentException} at what is missing, unknown or impossible. */
  static RulJobConfig parse(String[] arguments) {
    RulJobArguments parsed = new RulJobArguments(ParameterTool.fromArgs(arguments));
    RulJobConfig config = parsed.config();
    TreeSet<String> unknown = new TreeSet<>(parsed.parameters.getUnrequestedParameters());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown options %s (--help names all there are)".formatted(unknown));
    }
    return config;
  }

  private RulJobConfig config() {
    RulJobConfig defaults = RulJobConfig.of(required("bootstrap-servers"), required("model"));
    return defaults
        .withTopics(topics(defaults.topics()))
        .withGroupId(parameters.get("group-id", defaults.groupId()))
        .withParallelism(integer("parallelism", defaults.parallelism()))
        .withForm(form(defaults.form()))
        .withInference(inference(defaults.inference()))
        .withStreaming(streaming(defaults.streaming()))
        .withServing(serving(defaults.serving()))
        .withDelivery(delivery(defaults.delivery()))
        .withThresholds(thresholds(defaults.thresholds()))
        .withCoverage(coverage(defaults.coverage()))
        .withDrift(drift(defaults.drift()))
        .withKafkaProperties(prefixed(CONSUMER), prefixed(PRODUCER));
  }

  private RulTopics topics(RulTopics d) {
    return new RulTopics(
        parameters.get("windows-topic", d.windows()),
        parameters.get("reports-topic", d.reports()),
        parameters.get("predictions-topic", d.predictions()),
        parameters.get("alerts-topic", d.alerts()),
        parameters.get("dead-letters-topic", d.deadLetters()));
  }

  private InferenceOptions inference(InferenceOptions d) {
    return new InferenceOptions(
        integer("async-capacity", d.capacity()),
        time("async-timeout", d.timeout()),
        integer("retries", d.retries()),
        time("first-backoff", d.firstBackoff()),
        time("max-backoff", d.maxBackoff()));
  }

  private StreamingOptions streaming(StreamingOptions d) {
    return new StreamingOptions(
        integer("gather", d.maxBatch()),
        time("gather-for", d.maxDelay()),
        integer("explain-every", d.explainEvery()));
  }

  private ModelForm form(ModelForm otherwise) {
    String name = parameters.get("model-form", otherwise.name());
    try {
      return ModelForm.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--model-form '%s' (expected windowed, streaming or by-directory)".formatted(name), e);
    }
  }

  private ServingOptions serving(ServingOptions d) {
    return new ServingOptions(
        integer("max-batch", d.maxBatch()),
        integer("queue-capacity", d.queueCapacity()),
        integer("inference-workers", d.workers()),
        time("max-batch-delay", d.maxDelay()),
        precision(d.precision()));
  }

  private Precision precision(Precision otherwise) {
    try {
      return Precision.of(parameters.get("precision", otherwise.label()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--precision: " + e.getMessage(), e);
    }
  }

  private DeliveryOptions delivery(DeliveryOptions d) {
    return new DeliveryOptions(
        guarantee(d.guarantee()),
        parameters.get("transaction-prefix", d.transactionPrefix()),
        time("checkpoint-interval", d.checkpointInterval()),
        time("transaction-timeout", d.transactionTimeout()));
  }

  private DeliveryGuarantee guarantee(DeliveryGuarantee otherwise) {
    String name = parameters.get("delivery", otherwise.name());
    try {
      return DeliveryGuarantee.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--delivery '%s' (expected exactly-once, at-least-once or none)".formatted(name), e);
    }
  }

  private AlertThresholds thresholds(AlertThresholds d) {
    return new AlertThresholds(
        new Threshold(
            number("warning-rul", d.warning().rul()),
            number("warning-probability", d.warning().probability())),
        new Threshold(
            number("critical-rul", d.critical().rul()),
            number("critical-probability", d.critical().probability())),
        new Hysteresis(
            number("hysteresis-rul", d.hysteresis().rul()),
            number("hysteresis-probability", d.hysteresis().probability())),
        integer("confirmations-to-raise", d.confirmationsToRaise()),
        integer("confirmations-to-clear", d.confirmationsToClear()),
        time("no-data-after", d.noDataAfter()));
  }

  private CoverageOptions coverage(CoverageOptions d) {
    return d.withAdapt(flag("adapt-intervals", d.adapt()))
        .withModel(number("interval-coverage", d.nominal()), d.cap())
        .withGamma(number("interval-step", d.gamma()))
        .withCuts(integer("interval-every", d.every()), integer("interval-cuts", d.cuts()))
        .withRecent(integer("coverage-runs", d.recent()));
  }

  private DriftOptions drift(DriftOptions d) {
    return new DriftOptions(
        integer("drift-every", d.every()),
        integer("drift-window", d.window()),
        integer("drift-least", d.least()));
  }

  private boolean flag(String option, boolean otherwise) {
    String value = parameters.get(option, String.valueOf(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "--%s '%s' (expected true or false)".formatted(option, value));
    };
  }

  private Map<String, String> prefixed(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String key : parameters.toMap().keySet()) {
      if (key.startsWith(prefix)) {
        found.put(key.substring(prefix.length()), parameters.get(key));
      }
    }
    return found;
  }

  private String required(String option) {
    String value = parameters.get(option);
    if (value == null) {
      throw new IllegalArgumentException("--%s is missing (--help shows how)".formatted(option));
    }
    return value;
  }

  private int integer(String option, int otherwise) {
    return parsed(option, "a whole number", () -> parameters.getInt(option, otherwise));
  }

  private double number(String option, double otherwise) {
    return parsed(option, "a number", () -> parameters.getDouble(option, otherwise));
  }

  private Duration time(String option, Duration otherwise) {
    String value = parameters.get(option);
    return value == null
        ? otherwise
        : parsed(option, "a number and a unit, as in 30s", () -> TimeUtils.parseDuration(value));
  }

  private <T> T parsed(String option, String expected, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "--%s '%s' (expected %s)".formatted(option, parameters.get(option), expected), e);
    }
  }
}
