package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.model.BatchModel;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelInfo;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {

  private static final ServingOptions OPTIONS = new ServingOptions(4, 4, 1, Duration.ZERO);

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();
  private ServingFixture fixture;
  private ModelLease<String, Integer> lease;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models);
    lease = fixture.lease(model, OPTIONS);
  }

  @AfterEach
  void close() {
    model.openGate();
    fixture.close();
  }

  @Test
  void countsEveryRequestOnceByHowItEnded() {
    occupy();
    CompletionStage<Integer> answered = lease.submit("b");
    CompletionStage<Integer> failed = lease.submit(FakeModel.POISON);
    lease.submit("withdrawn").toCompletableFuture().cancel(false);
    lease.submit("in the place of the withdrawn one");
    lease.submit("last");
    lease.submit("one too many");
    lease.submit(FakeModel.INVALID);
    model.openGate();
    answer(answered);
    failure(failed);
    await().until(() -> fixture.requests("answered", "none") == 4);
    fixture.close();
    failure(lease.submit("late"));

    assertThat(fixture.requests("failed", "failed")).isEqualTo(1);
    assertThat(fixture.requests("cancelled", "none")).isEqualTo(1);
    assertThat(fixture.requests("rejected", "queue_full")).isEqualTo(1);
    assertThat(fixture.requests("rejected", "invalid_input")).isEqualTo(1);
    assertThat(fixture.requests("rejected", "closed")).isEqualTo(1);
  }

  @Test
  void countsExecutionsAndTheirInputs() {
    occupy();
    lease.submit("b");
    lease.submit(FakeModel.POISON);
    model.openGate();
    await().until(() -> fixture.requests("answered", "none") == 2);
    await().until(() -> fixture.requests("failed", "failed") == 1);

    // One alone; two together, which fail; the two apart.
    assertThat(executions("answered")).isEqualTo(2);
    assertThat(executions("failed")).isEqualTo(2);
    var batch = fixture.registry.get("harbinger.inference.batch.size").summary();
    assertThat(batch.count()).isEqualTo(4);
    assertThat(batch.totalAmount()).isEqualTo(5);
    assertThat(fixture.registry.get("harbinger.inference.queue.time").timer().count()).isEqualTo(3);
  }

  @Test
  void showsTheQueueWhileTheModelIsServed() {
    occupy();
    lease.submit("b");
    lease.submit("c");

    assertThat(gauge("harbinger.inference.queue.length")).isEqualTo(2);
    assertThat(gauge("harbinger.inference.queue.capacity")).isEqualTo(4);
    assertThat(
            fixture
                .registry
                .get("harbinger.model.info")
                .tags("task", "length", "precision", "float32")
                .gauge()
                .value())
        .isEqualTo(1);
    model.openGate();
    fixture.close();
    assertThat(fixture.registry.find("harbinger.inference.queue.length").meters()).isEmpty();
    assertThat(fixture.registry.find("harbinger.model.info").meters()).isEmpty();
  }

  @Test
  void twoCopiesOfOneNameShareTheGauges() {
    FakeModel other = FakeModel.open();
    ModelLease<String, Integer> second =
        fixture.server.acquire(
            ServingFixture.task(() -> other), fixture.directory("elsewhere/fake/3"), OPTIONS);

    assertThat(gauge("harbinger.inference.queue.capacity")).isEqualTo(8);
    second.close();
    fixture.scheduler.elapse();
    assertThat(gauge("harbinger.inference.queue.capacity")).isEqualTo(4);
  }

  @Test
  void everyMeterSaysWhatItIsAndHasBoundedLabels() {
    List<Meter> ours =
        fixture.registry.getMeters().stream()
            // The simple registry's own way to show buckets.
            .filter(meter -> !meter.getId().getName().endsWith(".histogram"))
            .toList();
    assertThat(ours).hasSize(7 + 2 + 1 + 4 + 4);
    for (Meter meter : ours) {
      assertThat(meter.getId().getDescription()).as(meter.getId().getName()).isNotBlank();
      assertThat(meter.getId().getTags())
          .as(meter.getId().getName())
          .extracting(tag -> tag.getKey())
          .contains("model", "version")
          .isSubsetOf("model", "version", "outcome", "reason", "task", "precision");
    }
  }

  @Test
  void splitsAnExecutionIntoItsPhases() {
    AtomicLong now = new AtomicLong();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ManualScheduler scheduler = new ManualScheduler();
    try (ModelServer server =
        new ModelServer(ServerOptions.defaults(), registry, scheduler, now::get)) {
      ModelLease<String, Integer> told =
          server.acquire(
              ServingFixture.task(() -> new PhasedModel(now)),
              fixture.directory("phased/1"),
              OPTIONS);
      answer(told.submit("a"));
      now.addAndGet(TimeUnit.SECONDS.toNanos(50));

      assertThat(total(registry, "input")).isEqualTo(20);
      assertThat(total(registry, "inference")).isEqualTo(300);
      assertThat(total(registry, "output")).isEqualTo(4000);
      assertThat(registry.get("harbinger.model.age").timeGauge().value(TimeUnit.SECONDS))
          .isBetween(50.0, 51.0);
    }
  }

  @Test
  void aModelThatTellsNoPhasesIsAllInference() {
    model.openGate();
    answer(lease.submit("a"));

    Timer inference = fixture.registry.get("harbinger.inference.inference.time").timer();
    assertThat(inference.count()).isEqualTo(1);
    assertThat(inference.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    assertThat(total(fixture.registry, "input")).isZero();
    assertThat(total(fixture.registry, "output")).isZero();
  }

  private void occupy() {
    lease.submit("a");
    await().until(() -> model.entered.get() == 1);
  }

  private double executions(String outcome) {
    return fixture
        .registry
        .get("harbinger.inference.executions")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private double gauge(String name) {
    return fixture.registry.get(name).tags("model", "fake", "version", "3").gauge().value();
  }

  private static double total(SimpleMeterRegistry registry, String phase) {
    return registry
        .get("harbinger.inference." + phase + ".time")
        .timer()
        .totalTime(TimeUnit.NANOSECONDS);
  }

  /** Takes 20 ns for the input, 300 for the inference, 4000 for the output. */
  private record PhasedModel(AtomicLong now) implements BatchModel<String, Integer> {

    @Override
    public ModelInfo info() {
      return new ModelInfo("phased", "1", "length");
    }

    @Override
    public void validate(String input) {}

    @Override
    public List<Integer> predict(List<String> inputs) {
      return predict(inputs, BatchPhases.IGNORED);
    }

    @Override
    public List<Integer> predict(List<String> inputs, BatchPhases phases) {
      now.addAndGet(20);
      phases.inputReady();
      now.addAndGet(300);
      phases.outputReady();
      now.addAndGet(4000);
      return inputs.stream().map(String::length).toList();
    }

    @Override
    public void close() {}
  }
}
