package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one model's requests and executions are measured by. The split is that of Triton: requests
 * against executions gives the mean batch; queue, input, inference and output times add up to what
 * a request waits for. They stay in the registry after the model is gone, as counters should.
 */
final class ServingMeters {

  private static final Duration[] TIMES = {
    Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1)
  };

  private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
  private final Counter succeeded;
  private final Counter failed;
  private final DistributionSummary batch;
  private final Timer queue;
  private final Timer input;
  private final Timer inference;
  private final Timer output;

  ServingMeters(MeterRegistry registry, ModelInfo info) {
    Tags tags = tags(info);
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Counter.builder("harbinger.inference.requests")
              .description("Requests by how they ended")
              .baseUnit("requests")
              .tags(tags.and("outcome", outcome.outcome(), "reason", outcome.reason()))
              .register(registry));
    }
    succeeded = executions(registry, tags, "answered");
    failed = executions(registry, tags, "failed");
    batch =
        DistributionSummary.builder("harbinger.inference.batch.size")
            .description("Inputs of an execution")
            .baseUnit("inputs")
            .serviceLevelObjectives(1, 8, 32, 128)
            .tags(tags)
            .register(registry);
    queue =
        timer(
            registry, tags, "queue", "Time from a request's arrival to its execution's beginning");
    input = timer(registry, tags, "input", "Time to scale and assemble an execution's inputs");
    inference = timer(registry, tags, "inference", "Time of the network in an execution");
    output = timer(registry, tags, "output", "Time to make answers of an execution's raw outputs");
  }

  static Tags tags(ModelInfo info) {
    return Tags.of("model", info.name(), "version", info.version());
  }

  private static Counter executions(MeterRegistry registry, Tags tags, String outcome) {
    return Counter.builder("harbinger.inference.executions")
        .description("Batches given to the model; a failed one is tried again in halves")
        .baseUnit("executions")
        .tags(tags.and("outcome", outcome))
        .register(registry);
  }

  private static Timer timer(MeterRegistry registry, Tags tags, String phase, String description) {
    return Timer.builder("harbinger.inference." + phase + ".time")
        .description(description)
        .serviceLevelObjectives(TIMES)
        .tags(tags)
        .register(registry);
  }

  void count(Outcome outcome) {
    Counter counter = requests.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  void queued(long nanos) {
    queue.record(nanos, TimeUnit.NANOSECONDS);
  }

  void executed(int inputs, PhaseClock phases) {
    succeeded.increment();
    batch.record(inputs);
    input.record(phases.input(), TimeUnit.NANOSECONDS);
    inference.record(phases.inference(), TimeUnit.NANOSECONDS);
    output.record(phases.output(), TimeUnit.NANOSECONDS);
  }

  void executionFailed(int inputs) {
    failed.increment();
    batch.record(inputs);
  }
}
