package io.harbinger.training.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;

/** A plot as a {@code data:} address, so that the page needs no other file. */
final class EmbeddedPlot {
  private EmbeddedPlot() {}

  static String of(XYChart chart) {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("drawing into memory failed", e);
    }
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.toByteArray());
  }
}
