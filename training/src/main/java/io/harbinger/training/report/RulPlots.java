package io.harbinger.training.report;

import io.harbinger.training.evaluation.EngineOutcome;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** The report's plots. */
final class RulPlots {
  private static final int BIN = 25;
  private static final int FEWEST_OF_A_BIN = 3;

  private RulPlots() {}

  /** Training and validation loss of each epoch. */
  static XYChart loss(List<EpochMetrics> epochs, int keptEpoch) {
    XYChart chart = PlotStyle.chart("epoch", "loss");
    curve(chart, "training", epochs, EpochMetrics::trainLoss, PlotStyle.BLUE);
    curve(chart, "validation", epochs, EpochMetrics::validationLoss, PlotStyle.ORANGE);
    return byEpoch(chart, keptEpoch);
  }

  /** RMSE in cycles of the held-out engines after each epoch. */
  static XYChart validationRmse(List<EpochMetrics> epochs, int keptEpoch) {
    XYChart chart = PlotStyle.chart("epoch", "validation RMSE (cycles)");
    curve(chart, "truncated engines", epochs, EpochMetrics::validationRmseCapped, PlotStyle.ORANGE);
    curve(chart, "every cycle", epochs, EpochMetrics::validationRmseAllCycles, PlotStyle.FAINT);
    return byEpoch(chart, keptEpoch);
  }

  /** Predicted against true RUL in cycles, the diagonal being right. */
  static XYChart predictedAgainstTrue(List<EngineOutcome> outcomes) {
    XYChart chart = PlotStyle.chart("true RUL (cycles)", "predicted RUL (cycles)");
    double top =
        outcomes.stream()
            .mapToDouble(outcome -> Math.max(outcome.trueRul(), outcome.predictedRul()))
            .max()
            .orElse(1);
    double[] ends = {0, Math.max(top, 1)};
    PlotStyle.guide(chart, "right", true, ends, ends, PlotStyle.FAINT);
    scatter(chart, outcomes, EngineOutcome::predictedRul);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    return chart;
  }

  /** Predicted minus true RUL by true RUL, with mean and standard deviation of each 25 cycles. */
  static XYChart errorByTrueRul(List<EngineOutcome> outcomes) {
    XYChart chart = PlotStyle.chart("true RUL (cycles)", "predicted - true (cycles)");
    double top = outcomes.stream().mapToDouble(EngineOutcome::trueRul).max().orElse(1);
    scatter(chart, outcomes, RulPlots::error);
    List<double[]> bins = bins(outcomes);
    if (!bins.isEmpty()) {
      double[] centres = column(bins, bin -> bin[0]);
      double[] high = column(bins, bin -> bin[1] + bin[2]);
      double[] low = column(bins, bin -> bin[1] - bin[2]);
      PlotStyle.line(chart, "mean", centres, column(bins, bin -> bin[1]), PlotStyle.INK);
      PlotStyle.guide(chart, "± standard deviation", true, centres, high, PlotStyle.INK);
      PlotStyle.guide(chart, "- standard deviation", false, centres, low, PlotStyle.INK);
    }
    double[] ends = {0, Math.max(top, 1)};
    PlotStyle.guide(chart, "right", false, ends, new double[] {0, 0}, PlotStyle.FAINT);
    chart.getStyler().setXAxisMin(0.0);
    return chart;
  }

  private static double error(EngineOutcome outcome) {
    return outcome.predictedRul() - outcome.trueRul();
  }

  private static void curve(
      XYChart chart,
      String name,
      List<EpochMetrics> epochs,
      ToDoubleFunction<EpochMetrics> value,
      Color color) {
    List<EpochMetrics> measured =
        epochs.stream().filter(row -> Double.isFinite(value.applyAsDouble(row))).toList();
    if (!measured.isEmpty()) {
      PlotStyle.line(
          chart, name, column(measured, EpochMetrics::epoch), column(measured, value), color);
    }
  }

  private static XYChart byEpoch(XYChart chart, int keptEpoch) {
    PlotStyle.upright(chart, keptEpoch);
    chart.getStyler().setXAxisDecimalPattern("0");
    return chart;
  }

  /** Engines near their failure, where an error matters most, in their own colour. */
  private static void scatter(
      XYChart chart, List<EngineOutcome> outcomes, ToDoubleFunction<EngineOutcome> y) {
    Predicate<EngineOutcome> near = outcome -> outcome.failedWithin(30);
    List<EngineOutcome> failing = outcomes.stream().filter(near).toList();
    List<EngineOutcome> others = outcomes.stream().filter(near.negate()).toList();
    if (!others.isEmpty()) {
      double[] x = column(others, EngineOutcome::trueRul);
      PlotStyle.points(chart, "engine", x, column(others, y), PlotStyle.BLUE);
    }
    if (!failing.isEmpty()) {
      double[] x = column(failing, EngineOutcome::trueRul);
      PlotStyle.points(chart, "fails within 30", x, column(failing, y), PlotStyle.ORANGE);
    }
  }

  /** For each 25 cycles of true RUL with enough engines: centre, mean error, its deviation. */
  private static List<double[]> bins(List<EngineOutcome> outcomes) {
    List<double[]> bins = new ArrayList<>();
    double top = outcomes.stream().mapToDouble(EngineOutcome::trueRul).max().orElse(0);
    for (int low = 0; low <= top; low += BIN) {
      double from = low;
      double[] errors =
          outcomes.stream()
              .filter(o -> o.trueRul() >= from && o.trueRul() < from + BIN)
              .mapToDouble(RulPlots::error)
              .toArray();
      if (errors.length >= FEWEST_OF_A_BIN) {
        double mean = DoubleStream.of(errors).average().orElseThrow();
        double squares = DoubleStream.of(errors).map(e -> (e - mean) * (e - mean)).sum();
        bins.add(new double[] {from + BIN / 2.0, mean, Math.sqrt(squares / (errors.length - 1))});
      }
    }
    return bins;
  }

  private static <T> double[] column(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
