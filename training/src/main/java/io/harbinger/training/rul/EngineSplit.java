package io.harbinger.training.rul;

import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Engines that are trained on and engines that are held out. Whole engines, never windows:
 * neighbouring windows of one engine are nearly the same, and a split between them would leak.
 *
 * @param training what weights and scaling are fitted to
 * @param heldOut what early stopping and decision thresholds are chosen on
 */
record EngineSplit(List<EngineRun> training, List<EngineRun> heldOut) {

  /** A reproducible split. */
  static EngineSplit of(List<EngineRun> engines, int heldOut, long seed) {
    if (heldOut < 1 || heldOut >= engines.size()) {
      throw new IllegalArgumentException(
          "%d of %d engines held out (expected at least 1, and at least 1 left to train on)"
              .formatted(heldOut, engines.size()));
    }
    List<EngineRun> order = new ArrayList<>(engines);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      EngineRun swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    Comparator<EngineRun> byUnit = Comparator.comparingInt(EngineRun::unit);
    return new EngineSplit(
        order.subList(heldOut, order.size()).stream().sorted(byUnit).toList(),
        order.subList(0, heldOut).stream().sorted(byUnit).toList());
  }
}
