package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReason;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.jobs.rul.memory.TurnRules;
import io.harbinger.server.InferenceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamInferenceOperatorTest {

  private static final int BATCH = 8;
  private static final int EXPLAIN_EVERY = 5;
  private static final InferenceOptions INFERENCE =
      new InferenceOptions(
          1, Duration.ofMillis(500), 1, Duration.ofMillis(1), Duration.ofMillis(20));
  private static final StreamingOptions STREAMING =
      new StreamingOptions(BATCH, Duration.ofMillis(5), EXPLAIN_EVERY);

  private final FakeStreamModel model = new FakeStreamModel(7);
  private KeyedOneInputStreamOperatorTestHarness<
          String, RawWindow, Either<RulPrediction, DeadLetter>>
      harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(model);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFullBatchIsAskedAtOnceWithOneRequestAnAsset() throws Exception {
    for (int cycle = 1; cycle <= BATCH / 2; cycle++) {
      send("e1", fresh("e1", cycle));
      send("e2", fresh("e2", cycle));
    }
    assertThat(model.bulks).containsExactly(2);
    assertThat(predictions())
        .extracting(RulPrediction::getId)
        .containsExactly(
            "e1/0/1/fake/7",
            "e2/0/1/fake/7",
            "e1/0/2/fake/7",
            "e2/0/2/fake/7",
            "e1/0/3/fake/7",
            "e2/0/3/fake/7",
            "e1/0/4/fake/7",
            "e2/0/4/fake/7");
  }

  @Test
  void whatIsFewIsAskedWhenItHasWaitedLongEnough() throws Exception {
    send("e1", fresh("e1", 1));
    assertThat(model.bulks).isEmpty();
    harness.setProcessingTime(5);
    assertThat(model.bulks).containsExactly(1);
    harness.setProcessingTime(10);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void theStateGoesFromOneBatchToTheNext() throws Exception {
    for (int cycle = 1; cycle <= 3 * BATCH; cycle++) {
      send("e1", fresh("e1", cycle));
    }
    List<RulPrediction> all = predictions();
    assertThat(all).extracting(RulPrediction::getHistory).containsExactlyElementsOf(upTo(24));
    float sum = 0;
    for (RulPrediction prediction : all) {
      sum = sum * 0.5f + prediction.getCycle();
      assertThat(prediction.getRulHigh()).isEqualTo(sum);
    }
    assertThat(model.requests).hasSize(3);
  }

  @Test
  void repeatedAndLateWindowsChangeNothingAndGiveNothing() throws Exception {
    send("e1", fresh("e1", 1));
    send("e1", fresh("e1", 2));
    send("e1", fresh("e1", 2));
    send("e1", fresh("e1", 1));
    send("e1", fresh("e1", 3));
    workOff();
    send("e1", fresh("e1", 3));
    send("e1", fresh("e1", 4));
    assertThat(predictions()).extracting(RulPrediction::getCycle).containsExactly(1, 2, 3, 4);
    assertThat(predictions().get(3).getHistory()).isEqualTo(4);
  }

  @Test
  void aGapIsOneStepForEachReadingThatCame() throws Exception {
    send("e1", fresh("e1", 1));
    send("e1", fresh("e1", 4));
    RulPrediction last = predictions().get(1);
    assertThat(last.getHistory()).isEqualTo(2);
    assertThat(last.getMissing()).isEqualTo(2);
    assertThat(last.getRulHigh()).isEqualTo(0.5 + 4);
  }

  @Test
  void aNewRunHasANewState() throws Exception {
    send("e1", window("e1", 1, false, 8));
    send("e1", window("e1", 2, true, 1));
    send("e1", window("e1", 1, false, 9));
    List<RulPrediction> all = predictions();
    assertThat(all).extracting(RulPrediction::getRun).containsExactly(1L, 2L);
    assertThat(all.get(1).getHistory()).isEqualTo(1);
  }

  @Test
  void withoutAStateAWholeWindowIsRead() throws Exception {
    send("e1", window("e1", 0, true, 41, 42, 44));
    RulPrediction prediction = predictions().get(0);
    assertThat(prediction.getHistory()).isEqualTo(3);
    assertThat(prediction.getMissing()).isEqualTo(1);
  }

  @Test
  void aWholeWindowBringsWhatWasLost() throws Exception {
    send("e1", fresh("e1", 1));
    send("e1", fresh("e1", 2));
    workOff();
    send("e1", window("e1", 0, true, 1, 2, 3, 4, 5));
    RulPrediction last = predictions().get(2);
    assertThat(last.getHistory()).isEqualTo(5);
    assertThat(last.getMissing()).isZero();
    assertThat(model.requests.get(1).readings().length()).isEqualTo(3);
  }

  @Test
  void aWholeWindowThatReachesFurtherBackBuildsTheStateAnew() throws Exception {
    send("e1", fresh("e1", 50));
    send("e1", window("e1", 0, true, 48, 49, 50, 51));
    RulPrediction last = predictions().get(1);
    assertThat(last.getHistory()).isEqualTo(4);
    assertThat(model.requests.get(1).state()).isEmpty();
  }

  @Test
  void theStateOfAnotherModelIsBuiltAnew() throws Exception {
    send("e1", fresh("e1", 1));
    send("e2", fresh("e2", 1));
    workOff();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    FakeStreamModel other = new FakeStreamModel(8);
    harness = newHarness(other);
    harness.initializeState(snapshot);
    harness.open();
    send("e1", fresh("e1", 2));
    send("e1", fresh("e1", 3));
    send("e2", window("e2", 0, true, 1, 2));
    assertThat(predictions())
        .extracting(p -> p.getAsset() + p.getCycle() + "/" + p.getHistory())
        .containsExactly("e12/1", "e13/2", "e22/2");
  }

  @Test
  void anInvalidWindowGoesToDeadLettersAlone() throws Exception {
    send("e1", fresh("e1", 1));
    send("e1", mood("e1", 2, Mood.INVALID));
    send("e2", fresh("e2", 1));
    harness.processElement(raw("e1", "not avro".getBytes(StandardCharsets.UTF_8)), 0);
    send("e1", mood("e1", 3, Mood.FAILS));
    send("e1", mood("e1", 4, Mood.FAILS_ONCE));
    send("e1", mood("e1", 5, Mood.NOT_A_NUMBER));
    send("e1", fresh("e1", 6));
    List<Either<RulPrediction, DeadLetter>> all = results();
    assertThat(all.stream().map(StreamInferenceOperatorTest::inShort))
        .containsExactly(
            "e1/1",
            "INFERENCE_REJECTED",
            "e2/1",
            "MALFORMED",
            "INFERENCE_FAILED",
            "e1/4",
            "INFERENCE_FAILED",
            "e1/6");
    assertThat(all.get(4).right().getDetail()).isEqualTo("after 2 attempts: said the fake");
    assertThat(all.get(6).right().getDetail()).contains("expected 1 finite estimates");
    RulPrediction last = all.get(7).left();
    assertThat(last.getHistory()).isEqualTo(3);
    assertThat(last.getMissing()).isEqualTo(3);
  }

  @Test
  void aFullQueueIsTriedAgainAndNothingIsLost() throws Exception {
    send("e1", fresh("e1", 1));
    send("e2", mood("e2", 1, Mood.FULL_TWICE));
    assertThat(predictions()).extracting(RulPrediction::getAsset).containsExactly("e1", "e2");
    assertThat(model.bulks).containsExactly(2, 1, 1);
  }

  @Test
  void aFullServerIsAskedAgainNoSoonerThanItSays() throws Exception {
    model.retryAfter = Optional.of(Duration.ofMillis(60));
    long start = System.nanoTime();
    send("e1", mood("e1", 1, Mood.FULL_TWICE));
    assertThat(predictions()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("two waits, each of which would be at most 2.5 ms without the hint")
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @Test
  void aServerThatAsksForMoreThanIsLeftIsAskedAgainAFewTimes() throws Exception {
    model.retryAfter = Optional.of(Duration.ofMinutes(1));
    send("e1", mood("e1", 1, Mood.ALWAYS_FULL));
    assertThat(results().get(0).right().getReason()).isEqualTo(DeadLetterReason.INFERENCE_REJECTED);
    assertThat(model.requests.size())
        .as("half of what is left of 500 ms each time, 20 ms at least; without the hint some 25")
        .isBetween(2, 8);
  }

  @Test
  void whatGetsNoAnswerInTimeIsADeadLetter() throws Exception {
    send("e1", mood("e1", 1, Mood.SILENT));
    send("e2", mood("e2", 1, Mood.ALWAYS_FULL));
    send("e3", fresh("e3", 1));
    List<Either<RulPrediction, DeadLetter>> all = results();
    assertThat(all.stream().map(StreamInferenceOperatorTest::inShort))
        .containsExactly("INFERENCE_TIMED_OUT", "INFERENCE_REJECTED", "e3/1");
    assertThat(all.get(0).right().getDetail()).isEqualTo("no answer from the model within PT0.5S");
  }

  @Test
  void aClosedServerFailsTheJob() throws Exception {
    send("e1", mood("e1", 1, Mood.CLOSED_ONCE));
    assertThatThrownBy(this::workOff)
        .isInstanceOfSatisfying(
            InferenceException.class,
            e -> assertThat(e.reason()).isEqualTo(InferenceException.Reason.CLOSED));
    // One that has failed is not told of the input's end.
    harness = newHarness(model);
    harness.open();
  }

  @Test
  void aWindowUnderAnotherKeyThanItsAssetIsADeadLetter() throws Exception {
    send("e2", fresh("e1", 1));
    assertThat(results().get(0).right().getDetail())
        .isEqualTo(
            "the record's key 'e2' for a window of asset 'e1' (expected the asset as the key)");
  }

  @Test
  void cyclesThatDoNotAscendAreADeadLetter() throws Exception {
    send("e1", window("e1", 0, true, 3, 2));
    DeadLetter letter = results().get(0).right();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.IMPOSSIBLE_CYCLE);
    assertThat(letter.getDetail()).isEqualTo("cycle 2 after cycle 3 (expected ascending cycles)");
  }

  @Test
  void aWindowOfPaddingAloneIsADeadLetter() throws Exception {
    SensorWindow padding = window("e1", 0, true, 1);
    padding.setPadded(1);
    send("e1", padding);
    assertThat(results().get(0).right().getReason())
        .isEqualTo(DeadLetterReason.WRONG_WINDOW_LENGTH);
  }

  @Test
  void nothingIsInTheOperatorWhenItsStateIsTaken() throws Exception {
    send("e1", fresh("e1", 1));
    send("e1", fresh("e1", 2));
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(2);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness(model);
    harness.initializeState(snapshot);
    harness.open();
    send("e1", fresh("e1", 3));
    assertThat(predictions().get(0).getHistory()).isEqualTo(3);
  }

  @Test
  void explainsTheFirstPredictionAfterOneNearAnAlertAndThenEveryFifth() throws Exception {
    List<Double> ruls = new ArrayList<>(List.of(80.0, 20.0));
    for (int i = 0; i < 7; i++) {
      ruls.add(20.0);
    }
    ruls.addAll(List.of(90.0, 90.0, 90.0, 20.0, 20.0));
    List<List<String>> expected =
        List.of(
            List.of(),
            List.of(),
            List.of("s3"),
            List.of("s3"),
            List.of("s3"),
            List.of("s3"),
            List.of("s3"),
            List.of("s8"),
            List.of("s8"),
            List.of("s8"),
            List.of(),
            List.of(),
            List.of(),
            List.of("s14"));
    for (int batch : List.of(1, 3, BATCH)) {
      String asset = "e" + batch;
      for (int i = 0; i < ruls.size(); i++) {
        send(asset, window(asset, 0, false, ruls.get(i), i + 1));
        if ((i + 1) % batch == 0) {
          workOff();
        }
      }
      workOff();
      assertThat(
              predictions().stream()
                  .filter(p -> p.getAsset().equals(asset))
                  .map(p -> p.getReasons().stream().map(SensorReason::getSensor).toList()))
          .as("in batches of %d", batch)
          .isEqualTo(expected);
    }
  }

  @Test
  void givesItsLeaseBack() throws Exception {
    harness.close();
    assertThat(model.leases).hasValue(1);
    assertThat(model.released).hasValue(1);
  }

  private KeyedOneInputStreamOperatorTestHarness<
          String, RawWindow, Either<RulPrediction, DeadLetter>>
      newHarness(FakeStreamModel served) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, RawWindow, Either<RulPrediction, DeadLetter>>
        made =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new StreamInferenceOperator(
                    served.source(),
                    INFERENCE,
                    STREAMING,
                    new TurnRules(AlertThresholds.defaults(), EXPLAIN_EVERY, INFERENCE.retries())),
                RawWindow::keyText,
                Types.STRING);
    made.setup(RulTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    return made;
  }

  private void send(String key, SensorWindow window) throws Exception {
    harness.processElement(raw(key, Windows.bytes(window)), 0);
  }

  private RawWindow raw(String key, byte[] value) {
    return new RawWindow("windows", 1, offset++, 1234, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private void workOff() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
  }

  private List<Either<RulPrediction, DeadLetter>> results() throws Exception {
    workOff();
    return harness.extractOutputValues();
  }

  private List<RulPrediction> predictions() throws Exception {
    return results().stream().map(Either::left).toList();
  }

  private static String inShort(Either<RulPrediction, DeadLetter> outcome) {
    return outcome.isLeft()
        ? outcome.left().getAsset() + "/" + outcome.left().getCycle()
        : outcome.right().getReason().name();
  }

  private static SensorWindow fresh(String asset, int cycle) {
    return window(asset, 0, false, cycle);
  }

  private static SensorWindow mood(String asset, int cycle, Mood mood) {
    SensorWindow window = fresh(asset, cycle);
    window.setReadings(List.of(Windows.reading(cycle, mood.ordinal(), 80)));
    return window;
  }

  private static SensorWindow window(String asset, long run, boolean keyFrame, int... cycles) {
    return window(asset, run, keyFrame, 80, cycles);
  }

  private static SensorWindow window(
      String asset, long run, boolean keyFrame, double rul, int... cycles) {
    List<WindowReading> readings =
        Arrays.stream(cycles)
            .mapToObj(cycle -> Windows.reading(cycle, Mood.WELL.ordinal(), rul))
            .toList();
    SensorWindow window = Windows.of(asset, run, cycles[cycles.length - 1], Mood.WELL, rul);
    window.setReadings(readings);
    window.setPadded(0);
    window.setKeyFrame(keyFrame);
    return window;
  }

  private static List<Integer> upTo(int last) {
    List<Integer> all = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      all.add(i);
    }
    return all;
  }
}
