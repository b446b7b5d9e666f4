package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelInfo;
import io.harbinger.server.InferenceException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two models on a device that takes one execution at a time. */
class DeviceTurnsTest {

  private static final Duration LONG = Duration.ofMillis(100);
  private static final Duration SHORT = Duration.ofMillis(10);

  private final ManualClock clock = new ManualClock();
  private final DeviceTurns turns = new DeviceTurns(1, clock);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<String> executions = new CopyOnWriteArrayList<>();
  private final AtomicBoolean contended = new AtomicBoolean(true);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile int inLine = 1;

  @AfterEach
  void stop() {
    stopped.set(true);
    scheduler.shutdownNow();
  }

  @Test
  void modelsOfOneWorkerTakeTurns() {
    List<ServedCopy<String, Integer>> copies =
        List.of(busy("long", LONG, 1), busy("short", SHORT, 1));
    await().until(() -> executions.size() >= 60);
    List<String> seen = List.copyOf(executions).subList(0, 60);
    end(copies);

    assertThat(longestPause(seen, "short")).as("others between two of its own").isEqualTo(1);
    assertThat(longestPause(seen, "long")).isEqualTo(1);
  }

  @Test
  void aModelOfLongExecutionsGetsNoMoreTimeThanOneOfShortOnes() {
    inLine = 3;
    List<ServedCopy<String, Integer>> copies =
        List.of(busy("long", LONG, 2), busy("short", SHORT, 2));
    await().until(() -> executions.size() >= 220);
    List<String> seen = List.copyOf(executions).subList(0, 220);
    end(copies);

    assertThat(time(seen, "long", LONG))
        .isCloseTo(time(seen, "short", SHORT), within(2 * LONG.toMillis()));
    assertThat(count(seen, "short")).isGreaterThanOrEqualTo(180);
  }

  @Test
  void aModelThatWasIdleClaimsNothingForThat() {
    contended.set(false);
    ServedCopy<String, Integer> old = busy("old", SHORT, 1);
    await().until(() -> executions.size() >= 50);
    contended.set(true);
    ServedCopy<String, Integer> late = busy("late", SHORT, 1);
    await().until(() -> count(executions, "late") >= 50);
    List<String> seen = List.copyOf(executions);
    end(List.of(old, late));

    List<String> together = seen.subList(seen.indexOf("late"), seen.size());
    assertThat(count(together, "old")).isCloseTo(count(together, "late"), within(2L));
  }

  @Test
  void aModelThatClosesWaitsForNoOther() {
    FakeModel gated = FakeModel.gated();
    ServedCopy<String, Integer> hanging = copy(gated, 1);
    CompletionStage<Integer> underWay = hanging.submit("ab");
    await().until(() -> gated.entered.get() == 1);
    ServedCopy<String, Integer> other = copy(new CostlyModel("other", SHORT), 1);
    CompletionStage<Integer> waiting = other.submit("a");
    await().until(() -> turns.waiting() == 1);

    CompletableFuture<Void> closed = other.close();

    await().until(closed::isDone);
    assertThat(failure(waiting).reason()).isEqualTo(Reason.CLOSED);
    assertThat(executions).isEmpty();
    gated.openGate();
    assertThat(answer(underWay)).isEqualTo(2);
    await().until(hanging.close()::isDone);
  }

  @Test
  void severalRunAtOnceWhereTheDeviceAllowsIt() {
    DeviceTurns two = new DeviceTurns(2, clock);
    DeviceTurns.Turn first = two.join().turn();
    DeviceTurns.Turn second = two.join().turn();
    first.take();
    second.take();
    first.take();
    assertThat(two.waiting()).isZero();
    first.giveBack();
    first.giveBack();
    second.giveBack();
    first.take();
    second.take();
    assertThat(two.waiting()).as("giving back twice gives once").isZero();
  }

  /** A model that always has a request waiting for each worker while others are executed. */
  private ServedCopy<String, Integer> busy(String name, Duration cost, int workers) {
    ServedCopy<String, Integer> copy = copy(new CostlyModel(name, cost), workers);
    for (int i = 0; i <= workers; i++) {
      ask(copy);
    }
    return copy;
  }

  private ServedCopy<String, Integer> copy(BatchModel<String, Integer> model, int workers) {
    return ServedCopy.start(
        model,
        new ServingOptions(1, 4, workers, Duration.ZERO),
        new ServingMeters(registry, model.info()),
        new ServedCopy.Surroundings(
            new ServingGauges(registry), turns, scheduler, clock, () -> {}));
  }

  private void ask(ServedCopy<String, Integer> copy) {
    copy.submit("a")
        .thenRun(
            () -> {
              if (!stopped.get()) {
                ask(copy);
              }
            });
  }

  private void end(List<ServedCopy<String, Integer>> copies) {
    stopped.set(true);
    copies.forEach(copy -> await().until(copy.close()::isDone));
  }

  private static long count(List<String> executions, String name) {
    return executions.stream().filter(name::equals).count();
  }

  private static long time(List<String> executions, String name, Duration cost) {
    return count(executions, name) * cost.toMillis();
  }

  private static int longestPause(List<String> executions, String name) {
    int longest = 0;
    int pause = 0;
    for (String execution : executions) {
      pause = execution.equals(name) ? 0 : pause + 1;
      longest = Math.max(longest, pause);
    }
    return longest;
  }

  /** Takes its time by the manual clock, and ends once all others are in line for the device. */
  private final class CostlyModel implements BatchModel<String, Integer> {

    private final String name;
    private final Duration cost;

    CostlyModel(String name, Duration cost) {
      this.name = name;
      this.cost = cost;
    }

    @Override
    public ModelInfo info() {
      return new ModelInfo(name, "1", "length");
    }

    @Override
    public void validate(String input) {}

    @Override
    public List<Integer> predict(List<String> inputs) {
      executions.add(name);
      clock.advance(cost);
      await().until(() -> stopped.get() || !contended.get() || turns.waiting() >= inLine);
      return inputs.stream().map(String::length).toList();
    }

    @Override
    public void close() {}
  }
}
