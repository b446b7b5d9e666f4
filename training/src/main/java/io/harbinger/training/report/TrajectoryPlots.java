package io.harbinger.training.report;

import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.EnginePrognosis;
import io.harbinger.training.evaluation.GroupMetrics;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import io.harbinger.training.evaluation.ProbabilityMetrics;
import io.harbinger.training.evaluation.ReliabilityBin;
import io.harbinger.training.evaluation.RulBand;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Plots of predictions that were made at every cycle. */
final class TrajectoryPlots {

  private static final double TOP = RulEvaluation.CAP;
  private static final double END = TOP + 20;
  private static final int CURVES = 15;
  private static final int TICKS = 8;

  private TrajectoryPlots() {}

  /** One prediction an engine with its interval, those whose interval missed in their colour. */
  static XYChart predictedAgainstTrue(PredictionSample shown) {
    XYChart chart = PlotStyle.chart("true RUL (cycles)", "predicted RUL (cycles)");
    List<CyclePrediction> all = shown.drawn().stream().map(Drawn::prediction).toList();
    double[] ends = {0, TOP};
    PlotStyle.guide(chart, "right", true, ends, ends, PlotStyle.FAINT);
    intervals(
        chart, "interval holds the truth", held(all, true), PlotStyle.BLUE, "prediction held");
    intervals(chart, "misses it", held(all, false), PlotStyle.ORANGE, "prediction missed");
    return withinCap(chart);
  }

  /** An engine's life: the truth, the prediction, its interval. */
  static XYChart trajectory(RulTrajectory trajectory) {
    XYChart chart = PlotStyle.chart("cycle", "RUL (cycles)");
    List<CyclePrediction> cycles = trajectory.cycles();
    double[] x = column(cycles, CyclePrediction::cycle);
    PlotStyle.area(
        chart,
        "interval",
        x,
        column(cycles, CyclePrediction::lower),
        column(cycles, CyclePrediction::upper),
        PlotStyle.BLUE);
    PlotStyle.guide(
        chart, "true", true, x, column(cycles, CyclePrediction::cappedRul), PlotStyle.INK);
    PlotStyle.line(
        chart, "predicted", x, column(cycles, CyclePrediction::clippedRul), PlotStyle.BLUE);
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
    chart.getStyler().setYAxisMax(TOP + 5).setXAxisDecimalPattern("0");
    chart.getStyler().setXAxisMaxLabelCount(TICKS);
    return chart;
  }

  /** The cone of alpha-lambda accuracy, single engines, and the engines' median. */
  static XYChart cone(List<RulTrajectory> toFailure) {
    XYChart chart = PlotStyle.chart("cycles to failure", "predicted RUL (cycles)");
    double[] x = IntStream.rangeClosed((int) -TOP, 0).asDoubleStream().toArray();
    double alpha = EnginePrognosis.CONE_ALPHA;
    PlotStyle.area(
        chart,
        "within %.0f %% of the truth".formatted(100 * alpha),
        x,
        Arrays.stream(x).map(at -> -at * (1 - alpha)).toArray(),
        Arrays.stream(x).map(at -> -at * (1 + alpha)).toArray(),
        PlotStyle.FAINT);
    for (int i = 0; i < Math.min(CURVES, toFailure.size()); i++) {
      List<CyclePrediction> told =
          toFailure.get(i * toFailure.size() / Math.min(CURVES, toFailure.size())).cycles().stream()
              .filter(p -> p.trueRul() <= TOP)
              .toList();
      PlotStyle.thin(
          chart,
          i == 0 ? "single engines" : "engine " + i,
          i == 0,
          column(told, p -> -p.trueRul()),
          column(told, CyclePrediction::clippedRul),
          PlotStyle.BLUE);
    }
    PlotStyle.line(chart, "median engine", x, medians(toFailure, x), PlotStyle.ORANGE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(TOP * (1 + alpha)).setXAxisMax(0.0);
    chart.getStyler().setXAxisMin(-TOP).setXAxisDecimalPattern("0");
    return chart;
  }

  /** RMSE of each band of true RUL with its bootstrap interval. */
  static XYChart errorByBand(List<GroupMetrics> bands) {
    XYChart chart = byBand("RMSE (cycles)");
    double[] x = places(bands);
    PlotStyle.bars(
        chart,
        "95 % by bootstrap over engines",
        x,
        column(bands, b -> b.errors().rmseCappedInterval().lower()),
        column(bands, b -> b.errors().rmseCappedInterval().upper()),
        PlotStyle.BLUE);
    PlotStyle.points(chart, "RMSE", x, column(bands, b -> b.errors().rmseCapped()), PlotStyle.BLUE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** Coverage of each band beside the nominal one. */
  static XYChart coverageByBand(List<GroupMetrics> bands) {
    XYChart chart = byBand("share of truths that the interval held");
    double[] x = places(bands);
    PlotStyle.bars(
        chart,
        "95 % by bootstrap over engines",
        x,
        column(bands, b -> b.interval().coverageInterval().lower()),
        column(bands, b -> b.interval().coverageInterval().upper()),
        PlotStyle.BLUE);
    PlotStyle.points(
        chart, "coverage", x, column(bands, b -> b.interval().coverage()), PlotStyle.BLUE);
    double nominal = bands.get(0).interval().nominal();
    PlotStyle.guide(
        chart,
        "nominal",
        true,
        new double[] {0, END},
        new double[] {nominal, nominal},
        PlotStyle.INK);
    chart.getStyler().setYAxisMax(1.0);
    return chart;
  }

  /** Mean width of each band. */
  static XYChart widthByBand(List<GroupMetrics> bands) {
    XYChart chart = byBand("mean width of the interval (cycles)");
    double[] x = places(bands);
    double[] widths = column(bands, b -> b.interval().meanWidth());
    PlotStyle.bars(chart, "from 0", x, new double[x.length], widths, PlotStyle.BLUE);
    PlotStyle.points(chart, "mean width", x, widths, PlotStyle.BLUE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** What was said beside what came. */
  static XYChart reliability(TrajectoryMetrics metrics) {
    XYChart chart = PlotStyle.chart("probability that was said", "share that failed");
    double[] ends = {0, 1};
    PlotStyle.guide(chart, "right", true, ends, ends, PlotStyle.FAINT);
    curve(chart, metrics.within30(), PlotStyle.BLUE);
    curve(chart, metrics.within15(), PlotStyle.ORANGE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.0).setYAxisMax(1.0);
    return chart;
  }

  private static void curve(XYChart chart, ProbabilityMetrics metrics, Color color) {
    List<ReliabilityBin> bins = metrics.bins();
    PlotStyle.marked(
        chart,
        "within %d cycles".formatted(metrics.horizon()),
        column(bins, ReliabilityBin::said),
        column(bins, ReliabilityBin::came),
        color);
  }

  private static void intervals(
      XYChart chart, String name, List<CyclePrediction> predictions, Color color, String points) {
    if (predictions.isEmpty()) {
      return;
    }
    double[] x = column(predictions, CyclePrediction::cappedRul);
    PlotStyle.bars(
        chart,
        name,
        x,
        column(predictions, CyclePrediction::lower),
        column(predictions, CyclePrediction::upper),
        color);
    double[] ruls = column(predictions, CyclePrediction::clippedRul);
    PlotStyle.points(chart, points, false, x, ruls, color);
  }

  private static List<CyclePrediction> held(List<CyclePrediction> all, boolean covered) {
    return all.stream().filter(p -> p.covered() == covered).toList();
  }

  private static XYChart withinCap(XYChart chart) {
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    chart.getStyler().setXAxisMax(TOP + 3).setYAxisMax(TOP + 3);
    return chart;
  }

  private static XYChart byBand(String yTitle) {
    XYChart chart = PlotStyle.chart("true RUL (cycles), a mark for each band", yTitle);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(END);
    PlotStyle.upright(chart, TOP);
    return chart;
  }

  private static double[] places(List<GroupMetrics> bands) {
    return bands.stream()
        .mapToDouble(
            group ->
                Arrays.stream(RulBand.values())
                    .filter(band -> band.label().equals(group.group()))
                    .findFirst()
                    .orElseThrow()
                    .middle())
        .toArray();
  }

  private static double[] medians(List<RulTrajectory> toFailure, double[] x) {
    return Arrays.stream(x)
        .map(
            at -> {
              List<Double> told = new ArrayList<>();
              for (RulTrajectory trajectory : toFailure) {
                int index = trajectory.cycles().size() - 1 + (int) at;
                if (index >= 0) {
                  told.add(trajectory.cycles().get(index).clippedRul());
                }
              }
              told.sort(null);
              return told.isEmpty() ? Double.NaN : told.get(told.size() / 2);
            })
        .toArray();
  }

  private static <T> double[] column(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
