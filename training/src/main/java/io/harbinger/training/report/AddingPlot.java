package io.harbinger.training.report;

import io.harbinger.training.adding.AddingProblem;
import io.harbinger.training.adding.AddingResult;
import io.harbinger.training.adding.AddingResults;
import io.harbinger.training.adding.AddingTrial.Measurement;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The error of each cell on the adding problem by the number of updates, with the error of saying 1
 * always and the target as broken lines. Drawing needs a font, as {@link TrainingReport} does.
 */
public final class AddingPlot {

  private static final int DOTS_PER_INCH = 150;

  /** Tableau's ten colours, which the eye tells apart. */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x4E79A7),
          new Color(0xF28E2B),
          new Color(0xE15759),
          new Color(0x76B7B2),
          new Color(0x59A14F),
          new Color(0xEDC948),
          new Color(0xB07AA1),
          new Color(0xFF9DA7),
          new Color(0x9C755F),
          new Color(0x79706E));

  private AddingPlot() {}

  /** Writes {@code adding.svg} and {@code adding.png} of all finished cells of a directory. */
  public static void write(AddingResults results) throws IOException {
    List<AddingResult> rows = results.latest();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          results.directory() + " has no finished cell (expected at least one)");
    }
    XYChart chart =
        PlotStyle.chart("updates", "mean squared error, T = %d".formatted(results.steps()));
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setXAxisDecimalPattern("0");
    // Ten names do not fit side by side.
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    double last = 1;
    for (int i = 0; i < rows.size(); i++) {
      List<Measurement> curve = results.curve(rows.get(i).cell());
      double[] updates = curve.stream().mapToDouble(Measurement::update).toArray();
      double[] errors = curve.stream().mapToDouble(Measurement::error).toArray();
      PlotStyle.line(chart, rows.get(i).cell(), updates, errors, COLORS.get(i % COLORS.size()));
      last = Math.max(last, rows.get(i).updates());
    }
    across(chart, "saying 1", last, AddingProblem.BASELINE, PlotStyle.INK);
    across(chart, "target", last, rows.get(rows.size() - 1).target(), PlotStyle.FAINT);
    String file = pathWithoutEnding(results.directory());
    VectorGraphicsEncoder.saveVectorGraphic(chart, file, VectorGraphicsFormat.SVG);
    BitmapEncoder.saveBitmapWithDPI(chart, file, BitmapFormat.PNG, DOTS_PER_INCH);
  }

  private static void across(XYChart chart, String name, double to, double y, Color color) {
    PlotStyle.guide(chart, name, true, new double[] {0, to}, new double[] {y, y}, color);
  }

  private static String pathWithoutEnding(Path directory) {
    return directory.resolve("adding").toString();
  }
}
