package io.harbinger.model.rul;

import java.util.List;

/**
 * {@code sample.json}: windows and what the trained network said of them.
 *
 * @param cases at least one
 */
record RulSample(List<Case> cases) {

  RulSample {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("a sample without cases (expected at least one)");
    }
  }

  /**
   * One window and its answer.
   *
   * @param cycles (time)
   * @param settings (time, settings)
   * @param sensors (time, sensors)
   * @param rul in cycles
   * @param within15 probability
   * @param within30 probability
   */
  record Case(
      List<Integer> cycles,
      List<List<Double>> settings,
      List<List<Double>> sensors,
      double rul,
      double within15,
      double within30) {

    RulWindow window() {
      return RulWindow.of(
          cycles.stream().mapToInt(Integer::intValue).toArray(), rows(settings), rows(sensors));
    }

    RulEstimate answer() {
      return new RulEstimate(rul, null, null, within15, within30);
    }

    private static double[][] rows(List<List<Double>> rows) {
      return rows.stream()
          .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
          .toArray(double[][]::new);
    }
  }
}
