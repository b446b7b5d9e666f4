package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.algebra.Cholesky;
import io.harbinger.training.evaluation.RulEvaluation;
import java.util.List;

/**
 * Ridge regression (Hoerl and Kennard 1970) of min(RUL, 125) on the scaled sensors of the last
 * reading: no history, no age. The intercept is not shrunk.
 */
record RidgeModel(ConditionScaling scaling, double[] weights) implements FittedBaseline {

  private static final double PENALTY = 1;

  static RidgeModel fit(List<EngineRun> engines) {
    ConditionScaling scaling = ConditionScaling.fit(engines);
    int columns = ConditionScaling.sensors() + 1;
    double[][] normal = new double[columns][columns];
    double[] right = new double[columns];
    for (EngineRun engine : engines) {
      int cycles = engine.readings().size();
      for (int t = 0; t < cycles; t++) {
        double[] row = row(scaling, engine.readings().get(t));
        double label = Math.min(cycles - 1 - t, RulEvaluation.CAP);
        for (int a = 0; a < columns; a++) {
          right[a] += row[a] * label;
          for (int b = 0; b <= a; b++) {
            normal[a][b] += row[a] * row[b];
          }
        }
      }
    }
    for (int a = 1; a < columns; a++) {
      normal[a][a] += PENALTY;
    }
    return new RidgeModel(scaling, Cholesky.solve(normal, right));
  }

  @Override
  public List<Told> predict(EngineRun engine) {
    return engine.readings().stream().map(reading -> Told.only(rul(reading))).toList();
  }

  private double rul(CycleReading reading) {
    double[] row = row(scaling, reading);
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += weights[i] * row[i];
    }
    return Math.max(0, Math.min(RulEvaluation.CAP, sum));
  }

  private static double[] row(ConditionScaling scaling, CycleReading reading) {
    double[] sensors = scaling.scaled(reading);
    double[] row = new double[sensors.length + 1];
    row[0] = 1;
    System.arraycopy(sensors, 0, row, 1, sensors.length);
    return row;
  }
}
