package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.Request.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests wait, and in which order they go; without threads. */
class RequestQueueTest {

  private static final SubmitOptions NORMAL = SubmitOptions.defaults();
  private static final SubmitOptions HIGH = NORMAL.withPriority(Priority.HIGH);
  private static final SubmitOptions LOW = NORMAL.withPriority(Priority.LOW);

  private final ManualClock clock = new ManualClock();

  @Test
  void urgentRequestsOvertakeThoseThatCameBefore() {
    RequestQueue<String, Integer> queue = queue(8, 8);
    offer(queue, "low", LOW);
    offer(queue, "normal", NORMAL);
    offer(queue, "high", HIGH);
    offer(queue, "second", HIGH);

    assertThat(taken(queue)).containsExactly("high", "second", "normal", "low");
  }

  @Test
  void whoHasWaitedLongerThanItsHandicapIsOvertakenNoMore() {
    RequestQueue<String, Integer> queue = queue(8, 1);
    offer(queue, "low", LOW);
    clock.advance(Duration.ofMillis(899));
    offer(queue, "normal that overtakes", NORMAL);
    clock.advance(Duration.ofMillis(2));
    offer(queue, "normal that came too late", NORMAL);
    clock.advance(Duration.ofMillis(97));
    offer(queue, "high that overtakes", HIGH);
    clock.advance(Duration.ofMillis(4));
    offer(queue, "high that came too late", HIGH);

    assertThat(taken(queue)).containsExactly("high that overtakes");
    assertThat(taken(queue)).containsExactly("normal that overtakes");
    assertThat(taken(queue)).containsExactly("low");
    assertThat(taken(queue)).containsExactly("normal that came too late");
    assertThat(taken(queue)).containsExactly("high that came too late");
  }

  @Test
  void aFullQueueMakesRoomForWhatIsMoreUrgent() {
    RequestQueue<String, Integer> queue = queue(4, 4);
    offer(queue, "a", LOW);
    offer(queue, "b", LOW);
    offer(queue, "c", NORMAL);
    offer(queue, "d", NORMAL);

    Request<String, Integer> equal = request("equal", LOW);
    assertThat(queue.offer(List.of(equal))).isEmpty();
    assertThat(equal.state()).isEqualTo(State.FULL);
    List<Request<String, Integer>> left = queue.offer(List.of(request("urgent", HIGH)));

    assertThat(left).extracting(Request::input).containsExactly("b");
    assertThat(left).extracting(Request::state).containsExactly(State.DISPLACED);
    assertThat(queue.length()).isEqualTo(4);
  }

  @Test
  void anEighthOfTheQueueIsLeftToEachPriority() {
    RequestQueue<String, Integer> queue = queue(16, 16);
    for (int i = 0; i < 16; i++) {
      offer(queue, "low " + i, LOW);
    }
    int displaced = 0;
    for (int i = 0; i < 40; i++) {
      displaced += queue.offer(List.of(request("high " + i, HIGH))).size();
    }

    assertThat(displaced).isEqualTo(14);
    assertThat(taken(queue)).hasSize(16).contains("low 0", "low 1").doesNotContain("low 2");
  }

  @Test
  void aFullQueueMakesRoomByDroppingWhatNobodyWaitsFor() {
    RequestQueue<String, Integer> queue = queue(2, 2);
    offer(queue, "patient", NORMAL);
    offer(queue, "hasty", NORMAL.withPatience(Duration.ofMillis(5)));
    clock.advance(Duration.ofMillis(6));

    List<Request<String, Integer>> left = queue.offer(List.of(request("new", NORMAL)));

    assertThat(left).extracting(Request::input).containsExactly("hasty");
    assertThat(left).extracting(Request::state).containsExactly(State.OVERDUE);
    assertThat(taken(queue)).containsExactly("patient", "new");
  }

  @Test
  void whatIsOverdueIsTakenApart() {
    RequestQueue<String, Integer> queue = queue(8, 2);
    offer(queue, "overdue", NORMAL.withPatience(Duration.ofMillis(5)));
    offer(queue, "just in time", NORMAL.withPatience(Duration.ofNanos(5_000_001)));
    offer(queue, "patient", NORMAL);
    clock.advance(Duration.ofMillis(5));
    Batch<String, Integer> batch = Batch.ofAtMost(2, 8);

    queue.take(batch);

    assertThat(batch.requests())
        .extracting(Request::input)
        .containsExactly("just in time", "patient");
    assertThat(batch.overdue()).extracting(Request::input).containsExactly("overdue");
  }

  @Test
  void withdrawingFreesThePlaceWhereverItIs() {
    RequestQueue<String, Integer> queue = queue(3, 3);
    Request<String, Integer> first = request("first", NORMAL);
    Request<String, Integer> middle = request("middle", NORMAL);
    Request<String, Integer> last = request("last", NORMAL);
    queue.offer(List.of(first, middle, last));

    queue.withdraw(middle);
    queue.withdraw(middle);
    assertThat(queue.length()).isEqualTo(2);
    offer(queue, "another", NORMAL);
    queue.withdraw(first);
    queue.withdraw(last);

    assertThat(taken(queue)).containsExactly("another");
    queue.withdraw(middle);
    assertThat(queue.length()).isZero();
  }

  @Test
  void aBatchIsOfOneBucketAndTheOthersKeepTheirOrder() {
    RequestQueue<String, Integer> queue = queue(16, 3);
    for (String input : List.of("a", "bb", "c", "dd", "e", "f", "gg")) {
      offer(queue, input, NORMAL);
    }
    offer(queue, "hh", HIGH);

    assertThat(taken(queue)).as("the most urgent decides").containsExactly("hh", "bb", "dd");
    assertThat(taken(queue)).containsExactly("a", "c", "e");
    assertThat(taken(queue)).containsExactly("f");
    assertThat(taken(queue)).containsExactly("gg");
  }

  @Test
  void closingGivesBackWhatWaitsAndLetsNothingIn() {
    RequestQueue<String, Integer> queue = queue(8, 8);
    offer(queue, "a", LOW);
    offer(queue, "b", HIGH);

    assertThat(queue.close())
        .extracting(Request::state)
        .containsExactly(State.CLOSED, State.CLOSED);
    Request<String, Integer> late = request("late", NORMAL);
    assertThat(queue.offer(List.of(late))).isEmpty();
    assertThat(late.state()).isEqualTo(State.CLOSED);
    assertThat(queue.close()).isEmpty();
    assertThat(queue.awaitRequests()).isFalse();
  }

  private RequestQueue<String, Integer> queue(int capacity, int maxBatch) {
    return new RequestQueue<>(capacity, maxBatch, Duration.ZERO, clock);
  }

  private Request<String, Integer> request(String input, SubmitOptions options) {
    boolean pair = input.length() == 2;
    return new Request<>(input, clock.getAsLong(), options, pair ? 2 : 1);
  }

  private void offer(RequestQueue<String, Integer> queue, String input, SubmitOptions options) {
    Request<String, Integer> request = request(input, options);
    assertThat(queue.offer(List.of(request))).isEmpty();
    assertThat(request.state()).isEqualTo(State.WAITING);
  }

  private static List<String> taken(RequestQueue<String, Integer> queue) {
    Batch<String, Integer> batch = Batch.ofAtMost(16, 16);
    queue.take(batch);
    assertThat(batch.overdue()).isEmpty();
    return batch.requests().stream().map(Request::input).toList();
  }

  @Test
  void knowsWhoExpiresFirst() {
    RequestQueue<String, Integer> queue = queue(8, 8);
    assertThat(queue.nextExpiry()).isEmpty();
    offer(queue, "patient", NORMAL);
    assertThat(queue.nextExpiry()).isEmpty();
    for (int millis : Arrays.asList(30, 10, 20)) {
      offer(queue, "in " + millis, LOW.withPatience(Duration.ofMillis(millis)));
    }

    assertThat(queue.nextExpiry()).hasValue(clock.getAsLong() + Duration.ofMillis(10).toNanos());
    clock.advance(Duration.ofMillis(20));
    assertThat(queue.takeOverdue())
        .extracting(Request::input)
        .containsExactlyInAnyOrder("in 10", "in 20");
    assertThat(queue.length()).isEqualTo(2);
  }
}
