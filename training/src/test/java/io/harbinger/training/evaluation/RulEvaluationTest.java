package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulEvaluationTest {
  private static final CourseLoss COURSE = new CourseLoss(0, 361);

  @Test
  void truthIsCappedAt125AndPredictionsAreClipped() {
    RulMetrics metrics =
        RulEvaluation.of(List.of(Outcomes.of(1, 300, 145), Outcomes.of(2, -7, 0)), COURSE, 1);

    assertThat(metrics.rmseCapped()).isZero();
    assertThat(metrics.scoreCapped()).isZero();
    assertThat(metrics.rmseUncapped()).isCloseTo(Math.sqrt(200), within(1e-12));
    assertThat(metrics.scoreUncapped()).isCloseTo(Math.expm1(20.0 / 13), within(1e-12));
  }

  @Test
  void countsTheFourKindsOfDecision() {
    RulMetrics metrics =
        RulEvaluation.of(
            List.of(
                Outcomes.of(1, 100, 10, 30, 0.5),
                Outcomes.of(2, 100, 10, 31, 0.9),
                Outcomes.of(3, 100, 90, 16, 0.49),
                Outcomes.of(4, 100, 90, 90, 0.1),
                Outcomes.of(5, 100, 90, 90, 0.2)),
            COURSE,
            1);

    HorizonMetrics within30 = metrics.within30();
    assertThat(within30).isEqualTo(new HorizonMetrics(1, 1, 1, 2));
    assertThat(within30.accuracy()).isEqualTo(0.6);
    assertThat(within30.precision()).isEqualTo(0.5);
    assertThat(within30.recall()).isEqualTo(0.5);
    assertThat(within30.f1()).isEqualTo(0.5);
    assertThat(metrics.within15()).isEqualTo(new HorizonMetrics(0, 0, 0, 5));
  }

  @Test
  void ratiosWithoutADenominatorHaveNoValue() {
    HorizonMetrics nothingToFind = new HorizonMetrics(0, 0, 0, 5);
    assertThat(nothingToFind.accuracy()).isEqualTo(1.0);
    assertThat(nothingToFind.precision()).isNull();
    assertThat(nothingToFind.recall()).isNull();
    assertThat(nothingToFind.f1()).isNull();

    HorizonMetrics allMissed = new HorizonMetrics(0, 0, 2, 3);
    assertThat(allMissed.precision()).isNull();
    assertThat(allMissed.recall()).isZero();
    assertThat(allMissed.f1()).isZero();
  }

  @Test
  void jsonHasTheseKeysInThisOrderAndReadsBack() throws Exception {
    ObjectMapper json = new ObjectMapper();
    RulMetrics metrics = RulEvaluation.of(List.of(Outcomes.of(1, 49, 20, 20, 0)), COURSE, 1);

    JsonNode tree = json.readTree(json.writeValueAsString(metrics));

    assertThat(tree.fieldNames())
        .toIterable()
        .containsExactly(
            "engines",
            "rmseCapped",
            "rmseCappedStandardError",
            "rmseUncapped",
            "scoreCapped",
            "scoreUncapped",
            "within30",
            "within15",
            "courseLoss",
            "courseLossStandardError");
    assertThat(tree.get("within30").fieldNames())
        .toIterable()
        .containsExactly(
            "accuracy",
            "precision",
            "recall",
            "f1",
            "truePositives",
            "falsePositives",
            "falseNegatives",
            "trueNegatives");
    assertThat(tree.get("within30").get("precision").isNull()).isTrue();
    assertThat(tree.get("courseLoss").isNull()).as("no engine of 50 cycles").isTrue();
    assertThat(json.treeToValue(tree, RulMetrics.class)).isEqualTo(metrics);
  }

  @Test
  void theOrderOfTheEnginesDoesNotMatter() {
    Random random = new Random(3);
    List<EngineOutcome> outcomes =
        new ArrayList<>(
            IntStream.range(0, 40)
                .mapToObj(unit -> Outcomes.of(unit, random.nextInt(130), random.nextInt(150)))
                .toList());
    RulMetrics before = RulEvaluation.of(outcomes, COURSE, 7);

    Collections.shuffle(outcomes, random);

    assertThat(RulEvaluation.of(outcomes, COURSE, 7)).isEqualTo(before);
  }

  @Test
  void theStandardErrorIsThatOfTheMeanSquareForManyEngines() {
    // For d ~ N(0, s) the RMSE over n engines has standard error s / sqrt(2n).
    Random random = new Random(5);
    List<EngineOutcome> outcomes =
        IntStream.range(0, 400)
            .mapToObj(unit -> Outcomes.of(unit, 60 + 12 * random.nextGaussian(), 60))
            .toList();

    assertThat(RulEvaluation.of(outcomes, COURSE, 1).rmseCappedStandardError())
        .isCloseTo(12 / Math.sqrt(800), within(0.1));
  }

  @Test
  void truncationsOfOneEngineAreDrawnTogether() {
    Random random = new Random(5);
    List<EngineOutcome> once = new ArrayList<>();
    List<EngineOutcome> tenTimes = new ArrayList<>();
    for (int unit = 0; unit < 50; unit++) {
      double predicted = 60 + 12 * random.nextGaussian();
      once.add(Outcomes.of(unit, predicted, 60));
      tenTimes.addAll(Collections.nCopies(10, Outcomes.of(unit, predicted, 60)));
    }

    RulMetrics metrics = RulEvaluation.of(tenTimes, COURSE, 1);

    assertThat(metrics.engines()).isEqualTo(50);
    assertThat(metrics.rmseCappedStandardError())
        .isCloseTo(RulEvaluation.of(once, COURSE, 1).rmseCappedStandardError(), within(1e-9));
  }

  @Test
  void allCyclesOfAnEngineEndAtZeroAndBeginAtTheCap() {
    double[] right = new double[200];
    for (int cycle = 0; cycle < right.length; cycle++) {
      right[cycle] = 199 - cycle;
    }
    assertThat(RulEvaluation.rmseOverAllCycles(List.of(right))).isZero();
    assertThat(RulEvaluation.rmseOverAllCycles(List.of(right, new double[] {3})))
        .isCloseTo(3 / Math.sqrt(201), within(1e-12));
  }

  @Test
  void refusesToEvaluateNothing() {
    assertThatThrownBy(() -> RulEvaluation.of(List.of(), COURSE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one engine");
  }

  @Test
  void refusesAnOutcomeThatIsNotANumber() {
    assertThatThrownBy(() -> Outcomes.of(17, Double.NaN, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("engine 17: predictedRul is NaN (expected a finite number)");
    assertThatThrownBy(() -> Outcomes.of(17, 100, 4, 4, 1.5))
        .hasMessage("engine 17: probability30 is 1.5 (expected 0 to 1)");
  }
}
