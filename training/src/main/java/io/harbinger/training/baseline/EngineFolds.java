package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Engines divided into folds, whole engines and never cycles. The order is that which the networks'
 * training draws with the same seed: with k folds, the first is what training holds out when its
 * fraction is 1/k.
 *
 * @param folds each of one engine at least
 */
record EngineFolds(List<List<EngineRun>> folds) {

  static EngineFolds of(List<EngineRun> engines, int folds, long seed) {
    if (folds < 2 || folds > engines.size()) {
      throw new IllegalArgumentException(
          "%d folds of %d engines (expected 2 to %d)"
              .formatted(folds, engines.size(), engines.size()));
    }
    List<EngineRun> order = new ArrayList<>(engines);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      EngineRun swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    return new EngineFolds(
        IntStream.range(0, folds)
            .mapToObj(
                k ->
                    order
                        .subList(end(k, folds, order.size()), end(k + 1, folds, order.size()))
                        .stream()
                        .sorted(Comparator.comparingInt(EngineRun::unit))
                        .toList())
            .toList());
  }

  /** Engines of all folds but one. */
  List<EngineRun> without(int fold) {
    return IntStream.range(0, folds.size())
        .filter(other -> other != fold)
        .mapToObj(folds::get)
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(EngineRun::unit))
        .toList();
  }

  private static int end(int fold, int folds, int engines) {
    return (int) Math.round((double) fold * engines / folds);
  }
}
