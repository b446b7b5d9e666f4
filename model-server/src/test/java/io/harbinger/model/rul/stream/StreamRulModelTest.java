package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamRulModelTest {

  @TempDir Path models;

  @Test
  void saysTheSameReadingByReadingAsOfAllReadingsAtOnce() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      RulWindow readings = StreamModelFixture.readings(3, 30);
      StreamAnswer atOnce = answer(model, Optional.empty(), readings);

      List<RulEstimate> oneByOne = new ArrayList<>();
      Optional<StreamState> state = Optional.empty();
      for (int t = 0; t < readings.length(); t++) {
        StreamAnswer answer = answer(model, state, readings.part(t, t + 1));
        oneByOne.add(answer.last());
        state = Optional.of(StreamState.of(answer.state().toBytes()));
      }

      assertSame(oneByOne, atOnce.estimates());
      assertThat(state.orElseThrow().values())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(atOnce.state().values());
    }
  }

  @Test
  void aMachineHearsNothingOfTheOthersInItsBatch() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      List<StreamRequest> requests = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        RulWindow all = StreamModelFixture.readings(i, 12);
        StreamState state = answer(model, Optional.empty(), all.part(0, 5)).state();
        // Machines of one, two and three new readings, with and without a past.
        requests.add(
            StreamRequest.of(
                i % 2 == 0 ? Optional.of(state) : Optional.empty(), all.part(5, 6 + i % 3)));
      }
      List<StreamAnswer> together = model.predict(requests);
      for (int i = 0; i < requests.size(); i++) {
        StreamAnswer alone = model.predict(List.of(requests.get(i))).get(0);
        assertSame(together.get(i).estimates(), alone.estimates());
        assertThat(together.get(i).state().values())
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(alone.state().values());
      }
    }
  }

  @Test
  void anEnsembleIsTheMeanOfItsMembers() {
    StreamSpec spec = StreamModelFixture.spec(2);
    RulWindow readings = StreamModelFixture.readings(4, 9);
    try (StreamRulModel both = StreamModelFixture.model(2, 7)) {
      List<RulEstimate> told = answer(both, Optional.empty(), readings).estimates();
      List<List<RulEstimate>> each = new ArrayList<>();
      for (int member = 0; member < 2; member++) {
        try (StreamRulModel alone = StreamModelFixture.member(spec, 7, member)) {
          each.add(answer(alone, Optional.empty(), readings).estimates());
        }
      }
      for (int t = 0; t < readings.length(); t++) {
        double mean = (each.get(0).get(t).rul() + each.get(1).get(t).rul()) / 2;
        assertThat(told.get(t).rul()).isCloseTo(mean, within(1e-3));
      }
    }
  }

  @Test
  void theIntervalHoldsTheEstimateAndTheLongerHorizonTheShorter() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      assertThat(answer(model, Optional.empty(), StreamModelFixture.readings(3, 30)).estimates())
          .allSatisfy(
              estimate -> {
                assertThat(estimate.rul()).isBetween(0.0, 125.0);
                assertThat(estimate.low()).isNotNull().isLessThanOrEqualTo(estimate.rul());
                assertThat(estimate.high()).isNotNull().isGreaterThanOrEqualTo(estimate.rul());
                assertThat(estimate.within15()).isLessThanOrEqualTo(estimate.within30());
              });
    }
  }

  @Test
  void loadsWhatWasWrittenAndItsStatesGoOn() throws IOException {
    StreamModelFixture.write(models.resolve("rul-x/1"), 7);
    StreamState state;
    try (StreamRulModel model = StreamRulModel.load(models.resolve("rul-x"))) {
      state = answer(model, Optional.empty(), StreamModelFixture.readings(3, 5)).state();
      assertThat(model.info().name()).isEqualTo("rul-x");
      assertThat(model.mark())
          .isEqualTo(
              StreamRulModel.mark(io.harbinger.model.ModelDirectory.open(models.resolve("rul-x"))));
    }
    try (StreamRulModel again = StreamRulModel.load(models.resolve("rul-x"))) {
      RulWindow next = StreamModelFixture.readings(3, 6).part(5, 6);
      assertThat(answer(again, Optional.of(state), next).estimates()).hasSize(1);
    }
    Path sample = models.resolve("rul-x/1/sample.json");
    Files.writeString(sample, Files.readString(sample).replaceFirst("\"rul\":\\d+", "\"rul\":9"));
    assertThatThrownBy(() -> StreamRulModel.load(models.resolve("rul-x")))
        .hasMessageContaining("checksum");
  }

  @Test
  void refusesAStateOfAnotherModelAndReadingsThatItCannotTake() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7);
        StreamRulModel other = StreamModelFixture.model(2, 8)) {
      RulWindow reading = StreamModelFixture.readings(3, 1);
      StreamState foreign = answer(other, Optional.empty(), reading).state();
      assertThatThrownBy(() -> model.validate(StreamRequest.of(Optional.of(foreign), reading)))
          .hasMessageContaining("build the state anew from a window");
      RulWindow narrow = RulWindow.of(new int[] {1}, new double[][] {{0}}, new double[][] {{1, 2}});
      assertThatThrownBy(() -> model.validate(StreamRequest.of(Optional.empty(), narrow)))
          .hasMessageContaining("1 settings and 2 sensors (model rul-x takes 1 and 4)");
      RulWindow broken =
          RulWindow.of(new int[] {1}, new double[][] {{0}}, new double[][] {{1, Double.NaN, 3, 4}});
      assertThatThrownBy(() -> model.validate(StreamRequest.of(Optional.empty(), broken)))
          .hasMessageContaining("s2 is NaN");
      assertThatThrownBy(() -> StreamState.of(new byte[9])).hasMessageContaining("9 bytes");
    }
  }

  @Test
  void aCallLeavesNothingBehind() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      int before = model.held();
      assertThat(before).isPositive();
      RulWindow readings = StreamModelFixture.readings(3, 4);
      for (int i = 0; i < 100; i++) {
        model.predict(List.of(new StreamRequest(Optional.empty(), readings, true)));
      }
      assertThat(model.held()).isEqualTo(before);
    }
  }

  static StreamAnswer answer(
      StreamRulModel model, Optional<StreamState> state, RulWindow readings) {
    StreamRequest request = StreamRequest.of(state, readings);
    model.validate(request);
    return model.predict(List.of(request)).get(0);
  }

  private static void assertSame(List<RulEstimate> told, List<RulEstimate> expected) {
    assertThat(told).hasSameSizeAs(expected);
    for (int t = 0; t < told.size(); t++) {
      assertThat(told.get(t).rul()).isCloseTo(expected.get(t).rul(), within(1e-3));
      assertThat(told.get(t).within15()).isCloseTo(expected.get(t).within15(), within(1e-5));
      assertThat(told.get(t).within30()).isCloseTo(expected.get(t).within30(), within(1e-5));
    }
  }
}
