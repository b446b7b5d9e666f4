package io.harbinger.jobs.rul.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.jobs.rul.memory.FreshWindow.Reading;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamState;
import io.harbinger.server.Answer;
import io.harbinger.server.StateMarks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An asset with a state of version 7, and version 8 that takes its place. */
class HandoverTest {

  private static final StateMarks BOTH = new StateMarks(OptionalLong.of(8), Set.of(7L, 8L));
  private static final StateMarks NEXT_ALONE = StateMarks.only(8);
  private static final AssetMemory MEMORY = new AssetMemory(1, 1, 20, 20, Watch.NONE, state(7));

  private final AssetTurn turn =
      new AssetTurn("e1", new TurnRules(AlertThresholds.defaults(), 0, 0), MEMORY);

  @Test
  void theVersionBeforeGoesOnUntilAWholeWindowComes() {
    turn.add(delta(21));
    StreamRequest request = turn.next(BOTH).orElseThrow();

    assertThat(request.state()).contains(state(7));
    answer(request, 7);
    assertThat(turn.next(BOTH)).isEmpty();
    assertThat(turn.beginnings()).isEmpty();
    assertThat(told(0)).isEqualTo("7 knows 21");
  }

  @Test
  void atAWholeWindowTheNextVersionBegins() {
    turn.add(whole(14, 21));
    StreamRequest request = turn.next(BOTH).orElseThrow();

    assertThat(request.state()).isEmpty();
    assertThat(request.readings().length()).isEqualTo(8);
    answer(request, 8);
    assertThat(turn.beginnings()).isEqualTo(Map.of(Beginning.NEXT_VERSION, 1));
    assertThat(told(0)).isEqualTo("8 knows 8");
    assertThat(turn.memory().state().model()).isEqualTo(8);
  }

  @Test
  void inOneBatchEachVersionGetsItsOwnWindows() {
    turn.add(delta(21));
    turn.add(delta(22));
    turn.add(whole(16, 23));
    turn.add(delta(24));
    StreamRequest before = turn.next(BOTH).orElseThrow();
    assertThat(before.readings().length()).isEqualTo(2);
    answer(before, 7);
    StreamRequest after = turn.next(BOTH).orElseThrow();
    assertThat(after.state()).isEmpty();
    assertThat(after.readings().length()).isEqualTo(9);
    answer(after, 8);

    assertThat(turn.next(BOTH)).isEmpty();
    assertThat(IntStream.range(0, 4).mapToObj(this::told))
        .containsExactly("7 knows 21", "7 knows 22", "8 knows 8", "8 knows 9");
  }

  @Test
  void whereTheVersionBeforeIsGoneTheNextBeginsWithWhatThereIs() {
    turn.add(delta(21));
    StreamRequest request = turn.next(NEXT_ALONE).orElseThrow();

    assertThat(request.state()).isEmpty();
    answer(request, 8);
    assertThat(turn.beginnings()).isEqualTo(Map.of(Beginning.OTHER_MODEL, 1));
    assertThat(told(0)).isEqualTo("8 knows 1");
  }

  @Test
  void theVersionsOwnStateGoesOnThroughWholeWindows() {
    turn.add(whole(14, 21));
    StreamRequest request =
        turn.next(new StateMarks(OptionalLong.of(7), Set.of(7L, 8L))).orElseThrow();

    assertThat(request.state()).contains(state(7));
    assertThat(request.readings().length()).isEqualTo(1);
  }

  private void answer(StreamRequest request, int version) {
    turn.answered(
        new Answer<>(
            new ModelInfo("rul", String.valueOf(version), "rul-stream"),
            new StreamAnswer(
                state(version),
                Collections.nCopies(
                    request.readings().length(), new RulEstimate(80, null, null, 0.1, 0.2)),
                List.of())));
  }

  private String told(int window) {
    Verdict.Predicted predicted = (Verdict.Predicted) turn.verdict(window);
    return predicted.model().version() + " knows " + predicted.history();
  }

  private static FreshWindow delta(int cycle) {
    return new FreshWindow(1, readings(cycle, cycle), false, false);
  }

  private static FreshWindow whole(int from, int to) {
    return new FreshWindow(1, readings(from, to), false, true);
  }

  private static List<Reading> readings(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(cycle -> new Reading(cycle, new double[2], new double[3]))
        .toList();
  }

  private static StreamState state(long mark) {
    return StreamState.of(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(mark).array());
  }
}
