package io.harbinger.training.conformal;

import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Columns at mean 0 and standard deviation 1, behind a column of ones; one that does not vary is 0.
 *
 * @param rows a prediction each: 1, then the columns
 * @param means of the columns
 * @param deviations of the columns, 0 for one that does not vary
 */
record Standardised(double[][] rows, double[] means, double[] deviations) {

  private static final double CONSTANT = 1e-9;

  static Standardised of(PredictionSample sample, List<ToDoubleFunction<CyclePrediction>> columns) {
    List<Drawn> drawn = sample.drawn();
    double[][] rows = new double[drawn.size()][columns.size() + 1];
    double[] means = new double[columns.size()];
    double[] deviations = new double[columns.size()];
    double weight = drawn.stream().mapToDouble(Drawn::weight).sum();
    for (int c = 0; c < columns.size(); c++) {
      double[] values = new double[drawn.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns.get(c).applyAsDouble(drawn.get(i).prediction());
        means[c] += drawn.get(i).weight() * values[i] / weight;
      }
      double variance = 0;
      for (int i = 0; i < values.length; i++) {
        variance += drawn.get(i).weight() * Math.pow(values[i] - means[c], 2) / weight;
      }
      deviations[c] = variance < CONSTANT ? 0 : Math.sqrt(variance);
      for (int i = 0; i < values.length; i++) {
        rows[i][c + 1] = deviations[c] == 0 ? 0 : (values[i] - means[c]) / deviations[c];
      }
    }
    for (double[] row : rows) {
      row[0] = 1;
    }
    return new Standardised(rows, means, deviations);
  }

  /** The regression on the columns as they were. */
  LogisticFit undo(double[] beta) {
    double intercept = beta[0];
    List<Double> weights = new ArrayList<>();
    for (int c = 0; c < means.length; c++) {
      double weight = deviations[c] == 0 ? 0 : beta[c + 1] / deviations[c];
      intercept -= weight * means[c];
      weights.add(weight);
    }
    return new LogisticFit(intercept, weights);
  }
}
