package io.harbinger.training.evaluation;

import static io.harbinger.training.evaluation.Trajectories.prediction;
import static io.harbinger.training.evaluation.Trajectories.toFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrajectoryMetricsTest {

  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void anIntervalScoreIsTheWidthAndTwentyTimesTheDistanceOutside() {
    IntervalMetrics metrics =
        IntervalMetrics.of(
            drawn(
                prediction(50, 50, 40, 60),
                prediction(30, 50, 40, 60),
                prediction(62, 50, 40, 60),
                prediction(50, 50, 45, 55)),
            0.9,
            1);

    assertThat(metrics.coverage()).isEqualTo(0.5);
    assertThat(metrics.meanWidth()).isEqualTo(17.5);
    assertThat(metrics.score()).isCloseTo((20 + 20 + 200 + 20 + 40 + 10) / 4.0, EXACT);
    assertThat(metrics.brokeEarlier()).isEqualTo(0.25);
    assertThat(metrics.lastedLonger()).isEqualTo(0.25);
  }

  @Test
  void truthBeyondTheCapIsCoveredByAnUpperEndAtTheCap() {
    assertThat(prediction(190, 120, 110, 125).covered()).isTrue();
    assertThat(prediction(190, 120, 110, 124).covered()).isFalse();
  }

  @Test
  void errorsAreTheFieldsOwn() {
    PointMetrics metrics =
        PointMetrics.of(drawn(prediction(50, 60, 0, 125), prediction(145, 130, 0, 125)), 1);

    assertThat(metrics.rmseCapped()).isCloseTo(Math.sqrt(100 / 2.0), EXACT);
    assertThat(metrics.rmseUncapped()).isCloseTo(Math.sqrt((100 + 400) / 2.0), EXACT);
    assertThat(metrics.meanErrorCapped()).isEqualTo(5);
    assertThat(metrics.scoreCapped()).isCloseTo(1.718282, within(1e-6));
    assertThat(metrics.scoreUncapped()).isCloseTo(1.718282 + Math.expm1(20 / 13.0), within(1e-6));
  }

  @Test
  void theSameCutTwiceIsStillOneEngine() {
    CyclePrediction late = prediction(50, 60, 0, 125);
    List<Drawn> doubled =
        List.of(
            new Drawn(1, 0.5, late),
            new Drawn(1, 0.5, late),
            new Drawn(2, 1, prediction(50, 50, 0, 125)));

    PointMetrics metrics = PointMetrics.of(doubled, 1);

    assertThat(metrics.engines()).isEqualTo(2);
    assertThat(metrics.rmseCapped()).isCloseTo(Math.sqrt(50), EXACT);
    assertThat(metrics.scoreCapped()).isCloseTo(1.718282, within(1e-6));
    assertThat(metrics.rmseCappedInterval()).isEqualTo(new BootstrapInterval(0, 10));
  }

  @Test
  void brierAurocAndAveragePrecisionHaveTheirKnownValues() {
    // Scikit-learn's example for average precision: labels 0 0 1 1, scores .1 .4 .35 .8.
    PredictionSample sample =
        new PredictionSample(drawn(said(0.1, 99), said(0.4, 99), said(0.35, 10), said(0.8, 10)));

    ProbabilityMetrics metrics = ProbabilityMetrics.of(sample, FailureHorizon.CYCLES_30, 1);

    assertThat(metrics.averagePrecision()).isCloseTo(0.8333333, within(1e-6));
    assertThat(metrics.auroc()).isCloseTo(0.75, EXACT);
    assertThat(metrics.brier()).isCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, EXACT);
    assertThat(metrics.prevalence()).isEqualTo(0.5);
    assertThat(metrics.brierOfPrevalence()).isEqualTo(0.25);
  }

  @Test
  void binsSetWhatWasSaidBesideWhatCame() {
    PredictionSample sample =
        new PredictionSample(drawn(said(0.22, 99), said(0.28, 10), said(1, 10), said(0.95, 10)));

    ProbabilityMetrics metrics = ProbabilityMetrics.of(sample, FailureHorizon.CYCLES_30, 1);

    assertThat(metrics.bins()).hasSize(2);
    assertThat(metrics.bins().get(0).said()).isCloseTo(0.25, EXACT);
    assertThat(metrics.bins().get(0).came()).isEqualTo(0.5);
    assertThat(metrics.calibrationError()).isCloseTo(0.5 * 0.25 + 0.5 * 0.025, EXACT);
  }

  @Test
  void constantProbabilitiesRankNothing() {
    PredictionSample sample = new PredictionSample(drawn(said(0.5, 10), said(0.5, 99)));
    assertThat(ProbabilityMetrics.of(sample, FailureHorizon.CYCLES_15, 1).auroc()).isEqualTo(0.5);
    PredictionSample lasting = new PredictionSample(drawn(said(0.5, 99)));
    assertThat(ProbabilityMetrics.of(lasting, FailureHorizon.CYCLES_15, 1).auroc()).isNull();
  }

  @Test
  void aRightPredictionHasTheWholeHorizonAndFullAccuracy() {
    EnginePrognosis prognosis = EnginePrognosis.of(toFailure(1, 200, rul -> rul));

    assertThat(prognosis.horizon()).isEqualTo(125);
    assertThat(prognosis.lastingHorizon()).isEqualTo(125);
    assertThat(prognosis.withinCone()).containsExactly(true, true, true);
    assertThat(prognosis.cumulativeRelativeAccuracy()).isCloseTo(1, EXACT);
  }

  @Test
  void aPredictionTenPercentHighIsTenPercentInaccurateEverywhere() {
    EnginePrognosis prognosis = EnginePrognosis.of(toFailure(1, 200, rul -> 1.1 * rul));

    // Beyond 113.6 cycles left the prediction is clipped to 125, which is nearer.
    assertThat(prognosis.relativeAccuracy()).allSatisfy(ra -> assertThat(ra).isCloseTo(0.9, EXACT));
    assertThat(prognosis.cumulativeRelativeAccuracy()).isBetween(0.9, 0.91);
    assertThat(prognosis.shareWithinCone()).isEqualTo(1);
  }

  @Test
  void theHorizonIsTheFirstEntryAndTheLastingOneTheLast() {
    // Life 200: the band is 20 cycles either way. Right at 100, wrong from 90 to 61, right after.
    EnginePrognosis prognosis =
        EnginePrognosis.of(
            toFailure(
                1, 200, rul -> rul > 100 ? rul - 50 : rul <= 90 && rul > 60 ? rul + 25 : rul + 15));

    assertThat(prognosis.horizon()).isEqualTo(100);
    assertThat(prognosis.lastingHorizon()).isEqualTo(60);
    assertThat(prognosis.withinCone()).containsExactly(true, false, false);
  }

  @Test
  void prognosisIsTakenOverTheFleet() {
    PrognosticMetrics metrics =
        PrognosticMetrics.of(
            List.of(
                toFailure(1, 200, rul -> rul),
                toFailure(2, 200, rul -> rul + 100),
                toFailure(3, 200, rul -> rul)));

    assertThat(metrics.medianLastingHorizon()).isEqualTo(125);
    assertThat(metrics.worstLastingHorizon()).isZero();
    assertThat(metrics.alphaLambda().get(1)).isCloseTo(2 / 3.0, EXACT);
  }

  @Test
  void aTestSetIsMeasuredAtItsLastCycles() {
    RulTrajectory shortened =
        new RulTrajectory(7, false, toFailure(7, 200, rul -> rul + 5).cycles().subList(0, 150));

    TrajectoryMetrics metrics = TrajectoryEvaluation.ofTest(List.of(shortened), 0.9);

    assertThat(metrics.errors().rmseCapped()).isCloseTo(5, EXACT);
    assertThat(metrics.prognosis()).isNull();
    assertThat(metrics.byBand()).extracting(GroupMetrics::group).containsExactly("30-75");
    assertThat(metrics.worst()).hasSize(1).first().extracting(EngineError::error).isEqualTo(5.0);
  }

  @Test
  void heldOutEnginesAreMeasuredByCutsThatShareOneWeight() {
    List<RulTrajectory> fleet = Trajectories.fleet(30, 3);

    TrajectoryMetrics metrics =
        TrajectoryEvaluation.ofHeldOut(fleet, Truncations.OF_ONE_CONDITION, 0.9);

    assertThat(metrics.errors().engines()).isEqualTo(30);
    assertThat(metrics.byBand()).hasSize(4);
    assertThat(metrics.byBand().stream().mapToDouble(GroupMetrics::share).sum())
        .isCloseTo(1, EXACT);
    assertThat(metrics.byCondition()).extracting(GroupMetrics::group).containsExactly("0", "1");
    assertThat(metrics.worst()).hasSize(10);
  }

  @Test
  void cutsLieInTheRangeAndAShortEngineHasOne() {
    Truncations truncations = new Truncations(6, 145, 20);
    List<CyclePrediction> cuts = truncations.cuts(toFailure(1, 200, rul -> rul));
    assertThat(cuts).hasSize(140);
    assertThat(cuts.get(0).trueRul()).isEqualTo(145);
    assertThat(cuts.get(139).trueRul()).isEqualTo(6);
    assertThat(truncations.cuts(toFailure(1, 12, rul -> rul)))
        .singleElement()
        .extracting(CyclePrediction::trueRul)
        .isEqualTo(6.0);
  }

  @Test
  void refusesWhatIsNoTrajectory() {
    List<CyclePrediction> cycles = toFailure(3, 10, rul -> rul).cycles();
    assertThatThrownBy(() -> new RulTrajectory(3, true, cycles.subList(0, 9)))
        .hasMessage("engine 3 ran to failure with 1.0 cycles left (expected 0)");
    List<CyclePrediction> gap = new ArrayList<>(cycles);
    gap.remove(4);
    assertThatThrownBy(() -> new RulTrajectory(3, true, gap))
        .hasMessageContaining("cycle 6 with true RUL 4.0 after cycle 4");
    assertThatThrownBy(() -> prediction(1, 2, 5, 4)).hasMessageContaining("upper is 4.0");
  }

  private static CyclePrediction said(double within30, double trueRul) {
    return new CyclePrediction(50, trueRul, 50, 40, 60, 0.5, within30, 0);
  }

  private static List<Drawn> drawn(CyclePrediction... predictions) {
    List<Drawn> drawn = new ArrayList<>();
    for (CyclePrediction prediction : predictions) {
      drawn.add(new Drawn(drawn.size() + 1, 1, prediction));
    }
    return drawn;
  }
}
