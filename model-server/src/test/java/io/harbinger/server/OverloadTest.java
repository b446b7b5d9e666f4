package io.harbinger.server;

import static io.harbinger.server.ServingFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.Overload.Arrival;
import io.harbinger.server.RequestOutcome.Done;
import io.harbinger.server.RequestOutcome.Expired;
import io.harbinger.server.RequestOutcome.Rejected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What more load than a model can bear does to it. */
class OverloadTest {

  private static final int MAX_BATCH = 32;
  private static final int QUEUE = 2 * MAX_BATCH;
  private static final double CAPACITY = Overload.capacity(MAX_BATCH);
  private static final SubmitOptions NORMAL = SubmitOptions.defaults();

  @TempDir Path models;

  @Test
  void theQueueStaysBoundedAndEveryRequestEndsOnce() throws Exception {
    Overload load = run(Overload.poisson(6_000, 3 * CAPACITY, 0, NORMAL, 1));

    assertThat(load.longestQueue).isEqualTo(QUEUE);
    assertThat(load.arrivals).allSatisfy(arrival -> assertThat(arrival.outcomes).hasSize(1));
    long done = load.arrivals.stream().filter(OverloadTest::done).count();
    assertThat(done / 6_000.0).as("the share that the model can do").isBetween(0.30, 0.37);
    assertThat(load.arrivals)
        .allMatch(a -> a.outcomes.get(0) instanceof Done || a.outcomes.get(0) instanceof Rejected);
  }

  @Test
  void whatIsAcceptedIsAnsweredAboutAsFastAsAtCapacity() throws Exception {
    double atCapacity = p99(run(Overload.poisson(6_000, CAPACITY, 0, NORMAL, 2)).arrivals);
    double overloaded = p99(run(Overload.poisson(6_000, 3 * CAPACITY, 0, NORMAL, 3)).arrivals);

    assertThat(overloaded).isLessThan(2 * atCapacity).isPositive();
    // Half an execution in progress at least, then the queue's two batches.
    assertThat(overloaded / 1e6).isLessThan(3 * MAX_BATCH * 1e3 / CAPACITY);
  }

  @Test
  void afterwardsAllIsAsBefore() throws Exception {
    List<Arrival> timetable = new ArrayList<>(Overload.poisson(6_000, 3 * CAPACITY, 0, NORMAL, 4));
    long end = timetable.get(timetable.size() - 1).at;
    timetable.addAll(Overload.poisson(2_000, CAPACITY / 2, end, NORMAL, 5));
    List<Arrival> after = run(timetable).arrivals.subList(6_000 + QUEUE, 8_000);
    List<Arrival> never = run(Overload.poisson(2_000, CAPACITY / 2, 0, NORMAL, 5)).arrivals;

    assertThat(after).allMatch(OverloadTest::done);
    assertThat(p99(after)).isLessThan(1.1 * p99(never));
  }

  @Test
  void aRefusalTellsAboutHowLongTheQueueTakes() throws Exception {
    List<Arrival> refused =
        run(Overload.poisson(3_000, 3 * CAPACITY, 0, NORMAL, 6)).arrivals.stream()
            .skip(1_000)
            .filter(arrival -> !done(arrival))
            .toList();

    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            arrival ->
                assertThat(((Rejected<Integer>) arrival.outcomes.get(0)).retryAfter())
                    .hasValueSatisfying(
                        wait ->
                            assertThat(wait.toNanos() * CAPACITY / 1e9)
                                .isBetween(0.8 * QUEUE, 1.2 * QUEUE)));
  }

  @Test
  void urgentRequestsDoNotFeelTheOthersAndNobodyStarves() throws Exception {
    List<Arrival> urgent =
        Overload.poisson(2_000, CAPACITY / 2, 0, NORMAL.withPriority(Priority.HIGH), 7);
    List<Arrival> others =
        Overload.poisson(10_000, 2.5 * CAPACITY, 0, NORMAL.withPriority(Priority.LOW), 8);
    run(merged(urgent, others));

    assertThat(urgent).allMatch(OverloadTest::done);
    // The execution under way, and one of one's own.
    assertThat(p99(urgent) / 1e6).isLessThan(2 * MAX_BATCH * 1e3 / CAPACITY);
    assertThat(others.stream().filter(OverloadTest::done).count())
        .as("what the urgent ones leave")
        .isGreaterThan(1_700);
  }

  @Test
  void whoCannotWaitIsDroppedAndDoesNotDelayTheOthers() throws Exception {
    SubmitOptions hasty = NORMAL.withPatience(Duration.ofMillis(10));
    List<Arrival> arrivals = run(Overload.poisson(6_000, 3 * CAPACITY, 0, hasty, 9)).arrivals;

    assertThat(arrivals).allSatisfy(arrival -> assertThat(arrival.outcomes).hasSize(1));
    assertThat(arrivals).anyMatch(arrival -> arrival.outcomes.get(0) instanceof Expired);
    long longest = Duration.ofMillis(10).toNanos() + Math.round(MAX_BATCH * 1e9 / CAPACITY);
    assertThat(arrivals)
        .filteredOn(OverloadTest::done)
        .isNotEmpty()
        .allSatisfy(
            arrival ->
                assertThat(arrival.at + arrival.latency - arrival.submitted)
                    .isLessThanOrEqualTo(longest));
  }

  private Overload run(List<Arrival> timetable) throws InterruptedException {
    ManualClock clock = new ManualClock();
    try (ServingFixture fixture = new ServingFixture(models, ServerOptions.defaults(), clock)) {
      Overload load =
          new Overload(
              clock,
              timetable,
              () -> (int) fixture.registry.get("harbinger.inference.queue.length").gauge().value());
      ModelLease<String, Integer> lease =
          fixture.server.acquire(
              ServingFixture.task(() -> load),
              fixture.directory("loaded/1"),
              new ServingOptions(MAX_BATCH, QUEUE, 1, Duration.ZERO));
      load.run(lease);
      assertThat(load.ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return load;
    }
  }

  private static List<Arrival> merged(List<Arrival> first, List<Arrival> second) {
    return Stream.concat(first.stream(), second.stream())
        .sorted(Comparator.comparingLong(arrival -> arrival.at))
        .toList();
  }

  private static boolean done(Arrival arrival) {
    return arrival.outcomes.get(0) instanceof Done;
  }

  private static double p99(List<Arrival> arrivals) {
    long[] latencies =
        arrivals.stream().filter(OverloadTest::done).mapToLong(a -> a.latency).sorted().toArray();
    return latencies[(int) Math.ceil(0.99 * latencies.length) - 1];
  }
}
