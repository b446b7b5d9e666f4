package io.harbinger.training.rul.stream;

import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.recipe.HeldOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which engines each member is fitted to and which it is not. Whole engines, never cycles:
 * neighbouring readings of one engine are nearly the same, and a split between them would leak.
 *
 * @param heldOut the units that a member never sees in training, per member
 */
record MemberSplit(List<Set<Integer>> heldOut) {

  /** A reproducible split. */
  static MemberSplit of(
      List<EngineRun> engines, HeldOut kind, double fraction, int members, long seed) {
    List<Integer> order = shuffled(engines, seed);
    int folds = (int) Math.round(1 / fraction);
    int share = Math.max(1, (int) Math.round(fraction * engines.size()));
    if (folds > engines.size() || share >= engines.size()) {
      throw new IllegalArgumentException(
          "%d of %d engines held out (expected at least 1, and at least 1 left to train on)"
              .formatted(share, engines.size()));
    }
    List<Set<Integer>> heldOut = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      Set<Integer> own = new TreeSet<>();
      for (int i = 0; i < order.size(); i++) {
        boolean held =
            switch (kind) {
              case SHARED -> i < share;
              case FOLDS -> i % folds == member % folds;
            };
        if (held) {
          own.add(order.get(i));
        }
      }
      heldOut.add(own);
    }
    return new MemberSplit(heldOut);
  }

  /** All engines held out of all members: none was fitted to any of them. */
  static MemberSplit all(List<EngineRun> engines, int members) {
    Set<Integer> units =
        engines.stream().map(EngineRun::unit).collect(Collectors.toCollection(TreeSet::new));
    return new MemberSplit(Collections.nCopies(members, units));
  }

  private static List<Integer> shuffled(List<EngineRun> engines, long seed) {
    List<Integer> order =
        new ArrayList<>(
            engines.stream()
                .sorted(Comparator.comparingInt(EngineRun::unit))
                .map(EngineRun::unit)
                .toList());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Integer swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    return order;
  }

  int members() {
    return heldOut.size();
  }

  List<EngineSequence> training(int member, List<EngineSequence> engines) {
    return engines.stream().filter(e -> !heldOut.get(member).contains(e.unit())).toList();
  }

  List<EngineSequence> heldOut(int member, List<EngineSequence> engines) {
    return engines.stream().filter(e -> heldOut.get(member).contains(e.unit())).toList();
  }

  /** The engines that some member was fitted to, in order. */
  List<EngineRun> seen(List<EngineRun> engines) {
    return engines.stream()
        .filter(e -> heldOut.stream().anyMatch(held -> !held.contains(e.unit())))
        .toList();
  }
}
