package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.recipe.HeldOut;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberSplitTest {

  @Test
  void foldsHoldOutEveryEngineExactlyOnce() {
    MemberSplit split = MemberSplit.of(engines(23), HeldOut.FOLDS, 0.2, 5, 1);
    Set<Integer> all = new HashSet<>();
    for (Set<Integer> own : split.heldOut()) {
      assertThat(own.size()).isBetween(4, 5);
      own.forEach(unit -> assertThat(all.add(unit)).as("engine %s twice", unit).isTrue());
    }
    assertThat(all).hasSize(23);
    assertThat(split.seen(engines(23))).hasSize(23);
  }

  @Test
  void sharedHoldsOutTheSameEnginesOfAllMembersAndOnlyTheOthersAreSeen() {
    MemberSplit split = MemberSplit.of(engines(20), HeldOut.SHARED, 0.2, 5, 1);
    assertThat(new HashSet<>(split.heldOut())).hasSize(1);
    assertThat(split.heldOut().get(0)).hasSize(4);
    assertThat(split.seen(engines(20)))
        .hasSize(16)
        .noneMatch(engine -> split.heldOut().get(0).contains(engine.unit()));
  }

  @Test
  void isAFunctionOfTheSeed() {
    assertThat(MemberSplit.of(engines(20), HeldOut.FOLDS, 0.2, 5, 1))
        .isEqualTo(MemberSplit.of(engines(20), HeldOut.FOLDS, 0.2, 5, 1))
        .isNotEqualTo(MemberSplit.of(engines(20), HeldOut.FOLDS, 0.2, 5, 2));
  }

  @Test
  void refusesToHoldOutEverything() {
    assertThatThrownBy(() -> MemberSplit.of(engines(1), HeldOut.SHARED, 0.2, 2, 1))
        .hasMessageContaining("1 of 1 engines held out");
  }

  private static List<EngineRun> engines(int count) {
    CycleReading reading =
        new CycleReading(
            1, List.of(0.0, 0.0, 100.0), Collections.nCopies(CycleReading.SENSORS, 1.0));
    return IntStream.rangeClosed(1, count)
        .mapToObj(unit -> new EngineRun(unit, List.of(reading)))
        .toList();
  }
}
