package io.harbinger.training.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.training.data.WindowSet;
import java.util.List;

/**
 * The labels of windows as the network's heads see them.
 *
 * @param scaling of the RUL label, with its cap
 * @param horizons cycles within which failure is a 1
 */
record RulLabels(RulScaling scaling, List<Integer> horizons) {

  /** Scaled RUL (batch), capped. */
  NDArray rul(WindowSet windows, int[] indices, NDManager manager) {
    float[] labels = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      labels[i] = (float) (Math.min(windows.rul(indices[i]), scaling.cap()) / scaling.rulScale());
    }
    return manager.create(labels);
  }

  /** 1 where failure comes within the horizon (batch, horizons). */
  NDArray failure(WindowSet windows, int[] indices, NDManager manager) {
    float[] labels = new float[indices.length * horizons.size()];
    for (int i = 0; i < indices.length; i++) {
      for (int h = 0; h < horizons.size(); h++) {
        labels[i * horizons.size() + h] = windows.rul(indices[i]) <= horizons.get(h) ? 1 : 0;
      }
    }
    return manager.create(labels, new Shape(indices.length, horizons.size()));
  }
}
