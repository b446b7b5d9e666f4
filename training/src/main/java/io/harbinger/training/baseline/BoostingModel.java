package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.evaluation.RulEvaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosting (XGBoost, Chen and Guestrin 2016) on {@link WindowStatistics}: the mean by
 * squared error, the 5 % and 95 % quantiles by pinball loss. Settings are fixed beforehand, not
 * tuned; one thread, so that the same seed gives the same trees.
 */
final class BoostingModel implements FittedBaseline {

  private static final int ROUNDS = 250;

  /** Neighbouring cycles are nearly the same: every second is enough. */
  private static final int STRIDE = 2;

  private final ConditionScaling scaling;
  private final Booster mean;
  private final Booster quantiles;

  private BoostingModel(ConditionScaling scaling, Booster mean, Booster quantiles) {
    this.scaling = scaling;
    this.mean = mean;
    this.quantiles = quantiles;
  }

  static BoostingModel fit(List<EngineRun> engines, long seed) {
    ConditionScaling scaling = ConditionScaling.fit(engines);
    List<float[]> rows = new ArrayList<>();
    List<Float> labels = new ArrayList<>();
    for (EngineRun engine : engines) {
      float[][] statistics = WindowStatistics.of(engine, scaling);
      for (int t = engine.unit() % STRIDE; t < statistics.length; t += STRIDE) {
        rows.add(statistics[t]);
        labels.add((float) Math.min(statistics.length - 1 - t, RulEvaluation.CAP));
      }
    }
    float[] targets = new float[labels.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labels.get(i);
    }
    try {
      DMatrix matrix = matrix(rows.toArray(float[][]::new));
      try {
        matrix.setLabel(targets);
        return new BoostingModel(
            scaling,
            train(matrix, seed, Map.of("objective", "reg:squarederror")),
            train(
                matrix,
                seed,
                Map.of("objective", "reg:quantileerror", "quantile_alpha", "[0.05, 0.95]")));
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed to train: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Told> predict(EngineRun engine) {
    try {
      DMatrix matrix = matrix(WindowStatistics.of(engine, scaling));
      try {
        float[][] means = mean.predict(matrix);
        float[][] ends = quantiles.predict(matrix);
        List<Told> told = new ArrayList<>();
        for (int t = 0; t < means.length; t++) {
          double rul = Math.max(0, Math.min(RulEvaluation.CAP, means[t][0]));
          // Separate trees may cross.
          told.add(
              new Told(rul, Math.min(ends[t][0], ends[t][1]), Math.max(ends[t][0], ends[t][1])));
        }
        return told;
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed to predict: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    mean.dispose();
    quantiles.dispose();
  }

  private static Booster train(DMatrix matrix, long seed, Map<String, Object> objective)
      throws XGBoostError {
    Map<String, Object> parameters =
        new HashMap<>(
            Map.of(
                "tree_method",
                "hist",
                "max_bin",
                128,
                "max_depth",
                5,
                "eta",
                0.05,
                "min_child_weight",
                20,
                "subsample",
                0.7,
                "colsample_bytree",
                0.5,
                "nthread",
                1,
                "seed",
                seed,
                "verbosity",
                0));
    parameters.putAll(objective);
    return XGBoost.train(matrix, parameters, ROUNDS, Map.of(), null, null);
  }

  private static DMatrix matrix(float[][] rows) throws XGBoostError {
    int columns = WindowStatistics.columns();
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return new DMatrix(values, rows.length, columns, Float.NaN);
  }
}
