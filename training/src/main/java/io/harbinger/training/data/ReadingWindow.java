package io.harbinger.training.data;

import io.harbinger.model.rul.RulWindow;
import io.harbinger.source.cmapss.CycleReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The window that production would see after some readings: the last ones, left-padded by the
 * first.
 */
public final class ReadingWindow {

  private ReadingWindow() {}

  /**
   * The window after the last of these readings.
   *
   * @param readings of one engine from its first on, at least one
   * @param length readings of the window
   */
  public static RulWindow of(List<CycleReading> readings, int length) {
    List<CycleReading> window =
        new ArrayList<>(
            Collections.nCopies(Math.max(0, length - readings.size()), readings.get(0)));
    window.addAll(readings.subList(Math.max(0, readings.size() - length), readings.size()));
    return RulWindow.of(
        window.stream().mapToInt(CycleReading::cycle).toArray(),
        window.stream().map(r -> array(r.settings())).toArray(double[][]::new),
        window.stream().map(r -> array(r.sensors())).toArray(double[][]::new));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
