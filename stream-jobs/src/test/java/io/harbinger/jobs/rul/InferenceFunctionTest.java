package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InferenceFunctionTest {

  private static final InferenceOptions OPTIONS =
      new InferenceOptions(8, Duration.ofMinutes(1), 1, Duration.ofMillis(1), Duration.ofMillis(2));

  private final FakeRulModel model = new FakeRulModel();
  private OneInputStreamOperatorTestHarness<RawWindow, Either<RulPrediction, DeadLetter>> harness;

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
  void aPredictionIsAFunctionOfTheWindowAndTheModel() throws Exception {
    send(1, Windows.of("e1", 4, 9, Mood.WELL, 80));

    RulPrediction prediction = results().get(0).left();

    assertThat(prediction)
        .isEqualTo(
            RulPrediction.newBuilder()
                .setId("e1/4/9/fake/7")
                .setAsset("e1")
                .setRun(4)
                .setCycle(9)
                .setRul(80)
                .setProbabilityWithin15(0.125)
                .setProbabilityWithin30(0.25)
                .setPadded(1)
                .setModel("fake")
                .setVersion("7")
                .setReadingTimestamp(Windows.START.plusSeconds(9))
                .build());
  }

  @Test
  void aSlowAnswerHoldsBackLaterOnes() throws Exception {
    send(1, Windows.of("e1", 0, 1, Mood.FULL_TWICE, 80));
    send(2, Windows.of("e1", 0, 2, Mood.WELL, 80));
    send(3, Windows.of("e1", 0, 3, Mood.FAILS_ONCE, 80));
    send(4, Windows.of("e1", 0, 4, Mood.WELL, 80));

    assertThat(results()).extracting(e -> e.left().getCycle()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void asksAFullServerAgainNoSoonerThanItSays() throws Exception {
    model.retryAfter = Optional.of(Duration.ofMillis(60));
    long start = System.nanoTime();
    send(1, Windows.of("e1", 0, 1, Mood.FULL_TWICE, 80));

    assertThat(results().get(0).left().getCycle()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("two waits, each of which would be at most 2.5 ms without the hint")
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
    assertThat(model.submits).hasValue(3);
  }

  @Test
  void aDeadLetterHasTheRecordAsItCame() throws Exception {
    byte[] value = "[1, 2]".getBytes(StandardCharsets.UTF_8);
    harness.processElement(Windows.raw(17, value), 0);

    DeadLetter letter = results().get(0).right();

    assertThat(letter.getTopic()).isEqualTo("windows");
    assertThat(letter.getPartition()).isEqualTo(1);
    assertThat(letter.getOffset()).isEqualTo(17);
    assertThat(letter.getTimestamp()).isEqualTo(Instant.ofEpochMilli(1234));
    assertThat(letter.getStage()).isEqualTo("rul-job");
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap("e1".getBytes(StandardCharsets.UTF_8)));
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
  }

  @Test
  void anImpossibleWindowNamesWhatIsWrong() throws Exception {
    WindowReading good = Windows.reading(1, 0, 80);
    WindowReading fewer = Windows.reading(2, 0, 80);
    fewer.setSensors(List.of(1.0, 2.0));
    WindowReading oneSetting = Windows.reading(2, 0, 80);
    oneSetting.setSettings(List.of(1.0));
    send(1, with(List.of()));
    send(2, with(List.of(good, fewer)));
    send(3, with(List.of(good, oneSetting)));
    send(4, with(List.of(good, Windows.reading(2, 0, Double.NaN))));
    SensorWindow nameless = with(List.of(good));
    nameless.setAsset(" ");
    send(5, nameless);

    List<DeadLetter> letters = results().stream().map(Either::right).toList();

    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.WRONG_WINDOW_LENGTH,
            DeadLetterReason.WRONG_SENSOR_COUNT,
            DeadLetterReason.WRONG_SETTING_COUNT,
            DeadLetterReason.NOT_FINITE,
            DeadLetterReason.MISSING_ASSET);
    assertThat(letters.get(1).getDetail())
        .isEqualTo("2 sensors at cycle 2 (expected 3 as in the window's first reading)");
    assertThat(letters.get(3).getDetail())
        .isEqualTo("sensor 1 is NaN at cycle 2 (expected a finite number)");
    assertThat(model.submits).hasValue(0);
  }

  @Test
  void anAnswerThatIsNoNumberCountsAsAFailedInference() throws Exception {
    send(1, Windows.of("e1", 0, 1, Mood.NOT_A_NUMBER, 80));
    send(2, Windows.of("e1", 0, 2, Mood.THROWS, 80));

    List<DeadLetter> letters = results().stream().map(Either::right).toList();

    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsOnly(DeadLetterReason.INFERENCE_FAILED);
    assertThat(letters.get(0).getDetail())
        .startsWith("after 2 attempts: model fake/7 answered")
        .contains("expected a finite RUL");
    assertThat(letters.get(1).getDetail()).isEqualTo("after 2 attempts: the model broke");
    assertThat(model.submits).as("one retry each").hasValue(4);
  }

  @Test
  void noAnswerWithinTheTimeoutIsADeadLetter() throws Exception {
    send(1, Windows.of("e1", 0, 1, Mood.SILENT, 80));
    harness.setProcessingTime(OPTIONS.timeout().toMillis());
    send(2, Windows.of("e1", 0, 2, Mood.WELL, 80));

    List<Either<RulPrediction, DeadLetter>> results = results();

    assertThat(results.get(0).right().getReason()).isEqualTo(DeadLetterReason.INFERENCE_TIMED_OUT);
    assertThat(results.get(0).right().getDetail())
        .isEqualTo("no answer from the model within PT1M");
    assertThat(results.get(1).left().getCycle()).isEqualTo(2);
  }

  @Test
  void windowsUnderWayAreAskedAgainAfterARestore() throws Exception {
    model.asleep = true;
    send(1, Windows.of("e1", 0, 1, Mood.WELL, 80));
    send(2, Windows.of("e1", 0, 2, Mood.WELL, 80));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    FakeRulModel other = new FakeRulModel();
    harness = newHarness(other);
    harness.initializeState(snapshot);
    harness.open();

    assertThat(results()).extracting(e -> e.left().getCycle()).containsExactly(1, 2);
    assertThat(other.submits).hasValue(2);
  }

  @Test
  void givesItsLeaseBack() throws Exception {
    harness.close();

    assertThat(model.leases).hasValue(1);
    assertThat(model.released).hasValue(1);
  }

  @Test
  void refusesOptionsThatCannotWork() {
    assertThatThrownBy(
            () ->
                new InferenceOptions(
                    0, Duration.ofSeconds(1), 0, Duration.ofMillis(1), Duration.ofMillis(1)))
        .hasMessage("a capacity of 0 and 0 retries (expected at least 1 and 0)");
    assertThatThrownBy(
            () ->
                new InferenceOptions(
                    1, Duration.ofSeconds(1), 0, Duration.ofMillis(1), Duration.ofSeconds(1)))
        .hasMessageContaining("within a timeout of PT1S");
    assertThat(InferenceOptions.defaults().backoff(1)).isEqualTo(Duration.ofMillis(20));
    assertThat(InferenceOptions.defaults().backoff(3)).isEqualTo(Duration.ofMillis(80));
    assertThat(InferenceOptions.defaults().backoff(1000)).isEqualTo(Duration.ofSeconds(2));
  }

  private void send(long offset, SensorWindow window) throws Exception {
    harness.processElement(Windows.raw(offset, window), 0);
  }

  private List<Either<RulPrediction, DeadLetter>> results() throws Exception {
    harness.endInput();
    return harness.extractOutputValues();
  }

  private static SensorWindow with(List<WindowReading> readings) {
    SensorWindow window = Windows.of("e1", 0, 1, Mood.WELL, 80);
    window.setReadings(readings);
    return window;
  }

  private static OneInputStreamOperatorTestHarness<RawWindow, Either<RulPrediction, DeadLetter>>
      newHarness(FakeRulModel model) throws Exception {
    OneInputStreamOperatorTestHarness<RawWindow, Either<RulPrediction, DeadLetter>> harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new InferenceFunction(model.source(), OPTIONS),
                OPTIONS.timeout().toMillis(),
                OPTIONS.capacity(),
                OutputMode.ORDERED),
            RulTypes.RAW_WINDOW.createSerializer(new SerializerConfigImpl()));
    harness.setup(RulTypes.OUTCOME.createSerializer(new SerializerConfigImpl()));
    return harness;
  }
}
