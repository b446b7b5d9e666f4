package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.model.CarriedState;
import io.harbinger.server.Keyed;
import io.harbinger.server.version.ShadowStates.Asked;
import io.harbinger.server.version.ShadowStates.Step;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A shadow beside callers whose states are 100 and more, while its own are below; an output is the
 * state that it leaves.
 */
class ShadowStatesTest {

  private static final int WHOLE = 3;
  private static final int MOST = 2;
  private static final int IDLE = 1000;

  /** From here on states are of the shadow's own weights. */
  private static final int ITS_OWN = 1000;

  private final AtomicLong time = new AtomicLong();
  private final ShadowStates<In, Integer, Integer> states =
      new ShadowStates<>(
          new CarriedState<>(
              In::state, (in, state) -> new In(state, in.steps()), out -> out, In::steps, WHOLE),
          in -> in.state().filter(state -> state >= ITS_OWN).isPresent(),
          MOST,
          IDLE,
          time::get);

  private record In(Optional<Integer> state, int steps) {}

  private static In begin() {
    return new In(Optional.empty(), 1);
  }

  private static In goOn(int state) {
    return new In(Optional.of(state), 1);
  }

  private Step<In, Integer> step(String key, In in, CompletionStage<Integer> given) {
    return states.next(Keyed.of(key, in), given).orElseThrow();
  }

  /** Takes a step to the end: what the shadow was asked. */
  private Asked<In> ask(String key, In in, int given, int own) {
    Step<In, Integer> step = step(key, in, CompletableFuture.completedFuture(given));
    step.ended().with(own);
    return step.asked().join();
  }

  private static Asked<In> counting(In in) {
    return new Asked<>(in, true);
  }

  private static Asked<In> warming(In in) {
    return new Asked<>(in, false);
  }

  @Test
  void readsEachInputWithTheStateThatItMadeOfTheOneBefore() {
    assertThat(ask("a", begin(), 100, 1)).isEqualTo(counting(begin()));
    assertThat(ask("b", begin(), 200, 11)).isEqualTo(counting(begin()));
    assertThat(ask("a", goOn(100), 101, 2)).isEqualTo(counting(goOn(1)));
    assertThat(ask("b", goOn(200), 201, 12)).isEqualTo(counting(goOn(11)));
    assertThat(ask("a", goOn(101), 102, 3)).isEqualTo(counting(goOn(2)));
    assertThat(ask("a", begin(), 103, 4)).as("begins anew").isEqualTo(counting(begin()));
  }

  @Test
  void aStepWaitsForTheOneBefore() {
    Step<In, Integer> first = step("a", begin(), CompletableFuture.completedFuture(100));
    Step<In, Integer> second = step("a", goOn(100), CompletableFuture.completedFuture(101));
    assertThat(second.asked()).isNotDone();

    first.ended().with(1);
    assertThat(second.asked()).isCompletedWithValue(counting(goOn(1)));
  }

  @Test
  void warmsUpFromNothingWhereItDoesNotStand() {
    assertThat(ask("a", goOn(100), 101, 1)).isEqualTo(warming(begin()));
    assertThat(ask("a", goOn(101), 102, 2)).isEqualTo(warming(goOn(1)));
    assertThat(ask("a", goOn(102), 103, 3)).as("whole by now").isEqualTo(counting(goOn(2)));
    assertThat(ask("a", goOn(103), 104, 4)).isEqualTo(counting(goOn(3)));
    assertThat(ask("a", goOn(110), 111, 5)).as("missed some").isEqualTo(warming(begin()));
    In several = new In(Optional.of(120), WHOLE);
    assertThat(ask("a", several, 121, 6))
        .as("enough at once")
        .isEqualTo(counting(new In(Optional.empty(), WHOLE)));
  }

  @Test
  void whatIsAskedAgainIsReadAgainFromTheSamePlace() {
    ask("a", begin(), 100, 1);
    assertThat(ask("a", goOn(100), 101, 2)).isEqualTo(counting(goOn(1)));
    assertThat(ask("a", goOn(100), 101, 2)).isEqualTo(counting(goOn(1)));

    CompletionStage<Integer> refused = CompletableFuture.failedFuture(new RuntimeException());
    step("a", goOn(101), refused).ended().with(3);
    assertThat(ask("a", goOn(101), 102, 3)).isEqualTo(counting(goOn(2)));
  }

  @Test
  void whereItFailedItWarmsUpAgain() {
    ask("a", begin(), 100, 1);
    step("a", goOn(100), CompletableFuture.completedFuture(101)).ended().with(null);

    assertThat(ask("a", goOn(101), 102, 2)).isEqualTo(warming(begin()));
  }

  @Test
  void goesOnFromAStateOfItsOwnWeights() {
    assertThat(ask("a", goOn(ITS_OWN), ITS_OWN + 1, ITS_OWN + 2))
        .isEqualTo(counting(goOn(ITS_OWN)));
    assertThat(ask("a", goOn(ITS_OWN + 1), ITS_OWN + 3, ITS_OWN + 4))
        .as("its own of what it has read")
        .isEqualTo(counting(goOn(ITS_OWN + 2)));
  }

  @Test
  void keepsStatesOfSoManyKeysAndNoMore() {
    ask("a", begin(), 100, 1);
    ask("b", begin(), 200, 11);
    assertThat(ask("c", begin(), 300, 21)).as("compared, not kept").isEqualTo(counting(begin()));
    assertThat(states.next(Keyed.of("c", goOn(300)), new CompletableFuture<>())).isEmpty();
    assertThat(states.keys()).isEqualTo(MOST);
    assertThat(ask("a", goOn(100), 101, 2)).isEqualTo(counting(goOn(1)));
  }

  @Test
  void aKeyThatIsIdleMakesWay() {
    ask("a", begin(), 100, 1);
    ask("b", begin(), 200, 11);
    time.set(IDLE - 1);
    ask("a", goOn(100), 101, 2);
    assertThat(states.next(Keyed.of("c", goOn(300)), new CompletableFuture<>())).isEmpty();

    time.set(IDLE);
    assertThat(ask("c", goOn(300), 301, 21)).isEqualTo(warming(begin()));
    assertThat(states.keys()).isEqualTo(MOST);
    assertThat(ask("a", goOn(101), 102, 3)).isEqualTo(counting(goOn(2)));
    assertThat(states.next(Keyed.of("b", goOn(200)), new CompletableFuture<>())).isEmpty();
  }

  @Test
  void withoutAKeyItReadsOnlyWhatNeedsNothingOfBefore() {
    CompletionStage<Integer> given = CompletableFuture.completedFuture(100);

    assertThat(states.next(Keyed.without(begin()), given).orElseThrow().asked())
        .isCompletedWithValue(counting(begin()));
    assertThat(states.next(Keyed.without(goOn(ITS_OWN)), given).orElseThrow().asked())
        .isCompletedWithValue(counting(goOn(ITS_OWN)));
    assertThat(states.next(Keyed.without(goOn(100)), given)).isEmpty();
    assertThat(states.keys()).isZero();
  }
}
