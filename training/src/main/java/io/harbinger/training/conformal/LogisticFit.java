package io.harbinger.training.conformal;

import io.harbinger.training.algebra.Cholesky;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.FailureHorizon;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Weighted logistic regression by Newton's method with halved steps and a slight ridge, which keeps
 * it finite where a signal tells failing and lasting apart without a mistake. Platt's own remedy,
 * targets a little off 0 and 1, is made for many observations: with a few dozen engines it pulls
 * every prediction far from failure up to 1/(N + 2), and the curve goes flat.
 *
 * @param intercept of the logit
 * @param weights of the columns, 0 for one that does not vary
 */
record LogisticFit(double intercept, List<Double> weights) {

  private static final int MOST_STEPS = 100;
  private static final double SETTLED = 1e-10;
  private static final double SMALLEST_STEP = 1e-6;

  /** On standardised columns, beside a loss of about 0.05 an engine. */
  private static final double RIDGE = 1e-3;

  static LogisticFit of(
      PredictionSample sample,
      List<ToDoubleFunction<CyclePrediction>> columns,
      FailureHorizon horizon) {
    Standardised standardised = Standardised.of(sample, columns);
    double[][] rows = standardised.rows();
    double[] weights = sample.drawn().stream().mapToDouble(Drawn::weight).toArray();
    double[] targets = targets(sample, horizon);
    double[] beta = newton(rows, targets, weights);
    return standardised.undo(beta);
  }

  private static double[] targets(PredictionSample sample, FailureHorizon horizon) {
    return sample.drawn().stream()
        .mapToDouble(d -> horizon.holds(d.prediction()) ? 1 : 0)
        .toArray();
  }

  private static double[] newton(double[][] rows, double[] targets, double[] weights) {
    double[] beta = new double[rows[0].length];
    double loss = loss(beta, rows, targets, weights);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = direction(beta, rows, targets, weights);
      double length = 1;
      double[] next = moved(beta, direction, length);
      double nextLoss = loss(next, rows, targets, weights);
      while (nextLoss > loss && length > SMALLEST_STEP) {
        length /= 2;
        next = moved(beta, direction, length);
        nextLoss = loss(next, rows, targets, weights);
      }
      if (nextLoss > loss) {
        return beta;
      }
      double gain = loss - nextLoss;
      beta = next;
      loss = nextLoss;
      if (gain < SETTLED * (1 + loss)) {
        return beta;
      }
    }
    return beta;
  }

  private static double[] direction(
      double[] beta, double[][] rows, double[] targets, double[] weights) {
    int size = beta.length;
    double[][] curvature = new double[size][size];
    double[] gradient = new double[size];
    for (int i = 0; i < rows.length; i++) {
      double p = 1 / (1 + Math.exp(-dot(rows[i], beta)));
      for (int a = 0; a < size; a++) {
        gradient[a] += weights[i] * (targets[i] - p) * rows[i][a];
        for (int b = 0; b < size; b++) {
          curvature[a][b] += weights[i] * p * (1 - p) * rows[i][a] * rows[i][b];
        }
      }
    }
    for (int a = 0; a < size; a++) {
      gradient[a] -= RIDGE * beta[a];
      curvature[a][a] += RIDGE;
    }
    return Cholesky.solve(curvature, gradient);
  }

  private static double loss(double[] beta, double[][] rows, double[] targets, double[] weights) {
    double loss = 0;
    for (double b : beta) {
      loss += RIDGE / 2 * b * b;
    }
    for (int i = 0; i < rows.length; i++) {
      double z = dot(rows[i], beta);
      // log(1 + exp(z)) - t z without overflow.
      loss += weights[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i] * z);
    }
    return loss;
  }

  private static double[] moved(double[] beta, double[] direction, double length) {
    return IntStream.range(0, beta.length)
        .mapToDouble(i -> beta[i] + length * direction[i])
        .toArray();
  }

  private static double dot(double[] row, double[] beta) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * beta[i];
    }
    return sum;
  }
}
