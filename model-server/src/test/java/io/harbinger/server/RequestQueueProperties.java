package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.Request.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of the queue under any course of offers, batches, withdrawals and passing time. */
class RequestQueueProperties {

  @Property(tries = 200)
  void nothingIsLostAndTheQueueIsBounded(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @IntRange(min = 1, max = 6) int maxBatch) {
    Random random = new Random(seed);
    ManualClock clock = new ManualClock();
    RequestQueue<Integer, Integer> queue =
        new RequestQueue<>(capacity, maxBatch, Duration.ZERO, clock);
    List<Request<Integer, Integer>> all = new ArrayList<>();
    List<Request<Integer, Integer>> given = new ArrayList<>();
    Batch<Integer, Integer> batch = Batch.ofAtMost(maxBatch, capacity);
    for (int i = 0; i < 200; i++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          queue.take(batch);
          assertThat(batch.requests()).hasSizeLessThanOrEqualTo(maxBatch);
          assertThat(batch.requests().stream().map(Request::bucket).distinct().count())
              .isLessThanOrEqualTo(1);
          given.addAll(batch.requests());
          given.addAll(batch.overdue());
          batch.clear();
        }
        case 1 -> {
          if (!all.isEmpty()) {
            queue.withdraw(all.get(random.nextInt(all.size())));
          }
        }
        case 2 -> given.addAll(queue.takeOverdue());
        case 3 -> clock.advance(Duration.ofMillis(random.nextInt(400)));
        default -> {
          Request<Integer, Integer> request = request(i, clock, random);
          all.add(request);
          given.addAll(queue.offer(List.of(request)));
        }
      }
      assertThat(queue.length()).isBetween(0, capacity);
      assertThat(all.stream().filter(r -> r.state() == State.WAITING)).hasSize(queue.length());
    }
    given.addAll(queue.close());

    assertThat(given).doesNotHaveDuplicates();
    for (Request<Integer, Integer> request : all) {
      boolean expected =
          switch (request.state()) {
            case TAKEN, DISPLACED, CLOSED -> true;
            case FULL, WITHDRAWN -> false;
            // Told by its own state where it never waited.
            case OVERDUE -> !request.overdue(request.queuedAt());
            case NEW, WAITING -> throw new AssertionError(request.state() + " at the end");
          };
      assertThat(given.contains(request)).as("%s", request.state()).isEqualTo(expected);
    }
  }

  @Property(tries = 100)
  void noOneIsOvertakenByWhatCameLaterThanItsHandicap(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int maxBatch) {
    Random random = new Random(seed);
    ManualClock clock = new ManualClock();
    RequestQueue<Integer, Integer> queue = new RequestQueue<>(64, maxBatch, Duration.ZERO, clock);
    List<Request<Integer, Integer>> order = new ArrayList<>();
    Batch<Integer, Integer> batch = Batch.ofAtMost(maxBatch, 64);
    long began = clock.getAsLong();
    for (int i = 0; i < 60; i++) {
      SubmitOptions options =
          SubmitOptions.defaults().withPriority(Priority.values()[random.nextInt(3)]);
      queue.offer(List.of(new Request<>(i, clock.getAsLong(), options, 0)));
      clock.advance(Duration.ofMillis(random.nextInt(300)));
    }
    while (queue.length() > 0) {
      queue.take(batch);
      order.addAll(batch.requests());
      batch.clear();
    }

    assertThat(order).hasSize(60);
    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < order.size(); j++) {
        Request<Integer, Integer> before = order.get(i);
        Request<Integer, Integer> after = order.get(j);
        assertThat(before.queuedAt() - began)
            .isLessThanOrEqualTo(after.queuedAt() - began + after.priority().handicapNanos());
      }
    }
  }

  private static Request<Integer, Integer> request(int input, ManualClock clock, Random random) {
    SubmitOptions options =
        SubmitOptions.defaults().withPriority(Priority.values()[random.nextInt(3)]);
    if (random.nextInt(3) == 0) {
      options = options.withPatience(Duration.ofMillis(random.nextInt(300)));
    }
    return new Request<>(input, clock.getAsLong(), options, random.nextInt(3));
  }
}
