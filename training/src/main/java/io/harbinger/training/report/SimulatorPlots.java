package io.harbinger.training.report;

import io.harbinger.training.simulator.HealthCourse;
import io.harbinger.training.simulator.Likeness;
import io.harbinger.training.simulator.SensorDistance;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** Plots of simulated engines beside real ones; time runs to the right, towards failure. */
final class SimulatorPlots {

  private SimulatorPlots() {}

  /** The first principal component by cycles left, with one standard deviation between engines. */
  static XYChart health(HealthCourse health) {
    XYChart chart = PlotStyle.chart("cycles to failure", "first principal component");
    List<HealthCourse.Range> ranges = health.ranges();
    double[] x = column(ranges, range -> -range.range().middle());
    band(chart, "real, one deviation", x, ranges, true, PlotStyle.BLUE);
    band(chart, "simulated, one deviation", x, ranges, false, PlotStyle.ORANGE);
    double[] fine = column(health.curve(), point -> -point.rul());
    PlotStyle.line(
        chart, "real", fine, column(health.curve(), HealthCourse.Point::real), PlotStyle.BLUE);
    PlotStyle.line(
        chart,
        "simulated",
        fine,
        column(health.curve(), HealthCourse.Point::simulated),
        PlotStyle.ORANGE);
    chart.getStyler().setXAxisMax(0.0).setXAxisDecimalPattern("0");
    return chart;
  }

  /** Each sensor's Kolmogorov-Smirnov distance by cycles left. */
  static XYChart kolmogorovSmirnov(Likeness likeness) {
    return distances(
        likeness,
        "Kolmogorov-Smirnov distance",
        SensorDistance::kolmogorovSmirnov,
        SensorDistance::halvesKolmogorovSmirnov);
  }

  /** Each sensor's Wasserstein distance by cycles left. */
  static XYChart wasserstein(Likeness likeness) {
    return distances(
        likeness,
        "Wasserstein distance (deviations)",
        SensorDistance::wasserstein,
        SensorDistance::halvesWasserstein);
  }

  private static XYChart distances(
      Likeness likeness,
      String title,
      ToDoubleFunction<SensorDistance> simulated,
      ToDoubleFunction<SensorDistance> halves) {
    XYChart chart = PlotStyle.chart("cycles to failure, a line for each sensor", title);
    boolean first = true;
    for (Map.Entry<String, List<SensorDistance>> sensor : bySensor(likeness).entrySet()) {
      double[] x = column(sensor.getValue(), distance -> -distance.range().middle());
      PlotStyle.thin(
          chart,
          first ? "one half of the real against the other" : "halves " + sensor.getKey(),
          first,
          x,
          column(sensor.getValue(), halves),
          PlotStyle.BLUE);
      PlotStyle.thin(
          chart,
          first ? "simulated against real" : sensor.getKey(),
          first,
          x,
          column(sensor.getValue(), simulated),
          PlotStyle.ORANGE);
      first = false;
    }
    chart.getStyler().setYAxisMin(0.0).setXAxisMax(0.0).setXAxisDecimalPattern("0");
    return chart;
  }

  static Map<String, List<SensorDistance>> bySensor(Likeness likeness) {
    Map<String, List<SensorDistance>> sensors = new LinkedHashMap<>();
    for (SensorDistance distance : likeness.distances()) {
      sensors.computeIfAbsent(distance.sensor(), name -> new ArrayList<>()).add(distance);
    }
    return sensors;
  }

  private static void band(
      XYChart chart,
      String name,
      double[] x,
      List<HealthCourse.Range> ranges,
      boolean real,
      Color color) {
    PlotStyle.area(
        chart,
        name,
        x,
        column(ranges, r -> spread(r, real, -1)),
        column(ranges, r -> spread(r, real, 1)),
        color);
  }

  private static double spread(HealthCourse.Range range, boolean real, int sign) {
    return real
        ? range.real().mean() + sign * range.real().deviation()
        : range.simulated().mean() + sign * range.simulated().deviation();
  }

  private static <T> double[] column(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
