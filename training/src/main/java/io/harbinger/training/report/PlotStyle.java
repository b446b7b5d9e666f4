package io.harbinger.training.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The one look of all plots. */
final class PlotStyle {
  static final Color BLUE = new Color(0x2563EB);
  static final Color ORANGE = new Color(0xEA580C);
  static final Color INK = new Color(0x334155);
  static final Color FAINT = new Color(0x94A3B8);

  private static final Color GRID = new Color(0xE8EDF3);
  private static final int WIDTH = 620;
  private static final int HEIGHT = 390;
  private static final BasicStroke DASHES =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  private PlotStyle() {}

  /** An empty chart of the common size. */
  static XYChart chart(String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartPadding(6);
    styler.setPlotContentSize(0.96);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setDecimalPattern("0.###");
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setAxisTitleFont(font(Font.PLAIN, 13));
    styler.setXAxisTitleColor(INK);
    styler.setYAxisTitleColor(INK);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPadding(8);
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setAnnotationLineColor(FAINT);
    styler.setAnnotationLineStroke(DASHES);
    styler.setLocale(Locale.ROOT);
    styler.setMarkerSize(7);
    return chart;
  }

  /** A line; with a single point, which no line shows, a marker. */
  static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
    line(chart, name, x, y, color, x.length == 1);
  }

  /** A line with a marker at each of its points. */
  static void marked(XYChart chart, String name, double[] x, double[] y, Color color) {
    line(chart, name, x, y, color, true);
  }

  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, boolean markers) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineWidth(2.2f);
    series.setMarkerColor(color);
    series.setMarker(markers ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /** One of many lines; only a shown one has a place in the legend. */
  static void thin(XYChart chart, String name, boolean shown, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setShowInLegend(shown);
    series.setLineColor(faded(color, 90));
    series.setLineWidth(1);
    series.setLineStyle(SeriesLines.SOLID);
    series.setMarker(SeriesMarkers.NONE);
  }

  /** A thin broken line that the eye may pass over; only a shown one has a place in the legend. */
  static void guide(
      XYChart chart, String name, boolean shown, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setShowInLegend(shown);
    series.setLineColor(color);
    series.setLineStyle(DASHES);
    series.setMarker(SeriesMarkers.NONE);
  }

  /** Points that show where they lie over one another. */
  static void points(XYChart chart, String name, double[] x, double[] y, Color color) {
    points(chart, name, true, x, y, color);
  }

  /** Likewise; only shown ones have a place in the legend. */
  static void points(
      XYChart chart, String name, boolean shown, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setShowInLegend(shown);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(faded(color, 150));
  }

  /** A see-through area between two lines. */
  static void area(
      XYChart chart, String name, double[] x, double[] lower, double[] upper, Color color) {
    int n = x.length;
    double[] around = new double[2 * n];
    double[] edge = new double[2 * n];
    for (int i = 0; i < n; i++) {
      around[i] = x[i];
      edge[i] = upper[i];
      around[2 * n - 1 - i] = x[i];
      edge[2 * n - 1 - i] = lower[i];
    }
    XYSeries series = chart.addSeries(name, around, edge);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(faded(color, 46));
    series.setLineColor(faded(color, 0));
    series.setMarker(SeriesMarkers.NONE);
  }

  /** Upright bars from lower to upper ends. */
  static void bars(
      XYChart chart, String name, double[] x, double[] lower, double[] upper, Color color) {
    double[] places = new double[3 * x.length];
    double[] ends = new double[3 * x.length];
    for (int i = 0; i < x.length; i++) {
      places[3 * i] = x[i];
      places[3 * i + 1] = x[i];
      places[3 * i + 2] = x[i];
      ends[3 * i] = lower[i];
      ends[3 * i + 1] = upper[i];
      // Lifts the pen.
      ends[3 * i + 2] = Double.NaN;
    }
    XYSeries series = chart.addSeries(name, places, ends);
    series.setLineColor(faded(color, 110));
    series.setLineWidth(1.6f);
    series.setMarker(SeriesMarkers.NONE);
  }

  private static Color faded(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  /** A broken line across the plot at one place of the x-axis. */
  static void upright(XYChart chart, double x) {
    chart.addAnnotation(new AnnotationLine(x, true, false));
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
