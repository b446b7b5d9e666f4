package io.harbinger.jobs.rul.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class RunBookTest {

  private static final int EVERY = 10;
  private static final int CUTS = 15;
  private static final double CAP = 125;
  private static final long WAITING = Long.MIN_VALUE;

  @Test
  void aFailureTellsWhatEachIntervalShouldHaveHeld() {
    RunBook book = told(RunBook.EMPTY, 1, 10, 200).ended(failed(1, 203));

    RunBook.Settlement settled = book.settle(EVERY, CAP, WAITING);

    assertThat(settled.judged()).hasSize(1);
    JudgedRun run = settled.judged().get(0);
    assertThat(run.intervals()).hasSize(15);
    assertThat(run.intervals().get(0).truth()).as("143 cycles left, capped").isEqualTo(125);
    assertThat(run.intervals().get(14).truth()).isEqualTo(3);
    assertThat(settled.book().isEmpty()).isTrue();
  }

  @Test
  void theShareOfMissesIsThatOfItsIntervals() {
    RunBook book =
        RunBook.EMPTY
            .told(new GivenInterval("m", "1", 1, 10, 20, 10, 25), CUTS)
            .told(new GivenInterval("m", "1", 1, 20, 20, 12, 25), CUTS)
            .told(new GivenInterval("m", "1", 1, 30, 20, 0, 2), CUTS)
            .ended(failed(1, 31));

    JudgedRun run = book.settle(EVERY, CAP, WAITING).judged().get(0);

    assertThat(run.intervals())
        .extracting(JudgedInterval::covered)
        .containsExactly(true, false, true);
    assertThat(run.missed()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void bothEndsBelongToTheInterval() {
    assertThat(new JudgedInterval(15, 10, 20, 10).covered()).isTrue();
    assertThat(new JudgedInterval(15, 10, 20, 20).covered()).isTrue();
    assertThat(new JudgedInterval(15, 10, 20, 20.001).covered()).isFalse();
  }

  @Test
  void aReportAheadOfItsPredictionsWaitsForThem() {
    RunBook book = told(RunBook.EMPTY, 1, 10, 40).ended(failed(1, 65));

    RunBook.Settlement early = book.settle(EVERY, CAP, WAITING);
    assertThat(early.judged()).isEmpty();

    RunBook.Settlement then = told(early.book(), 1, 50, 60).settle(EVERY, CAP, WAITING);
    assertThat(then.judged().get(0).intervals()).hasSize(6);
  }

  @Test
  void aReportAheadOfAllItsPredictionsWaitsForThemToo() {
    RunBook book = RunBook.EMPTY.ended(failed(1, 25)).ended(failed(2, 15));

    RunBook.Settlement first = told(book, 1, 10, 20).settle(EVERY, CAP, WAITING);
    assertThat(first.judged()).hasSize(1);
    RunBook.Settlement second = told(first.book(), 2, 10, 10).settle(EVERY, CAP, WAITING);
    assertThat(second.judged()).hasSize(1);
    assertThat(second.book().isEmpty()).isTrue();
  }

  @Test
  void theNextRunEndsTheWaiting() {
    RunBook book = told(told(RunBook.EMPTY, 1, 10, 40).ended(failed(1, 65)), 2, 10, 10);

    RunBook.Settlement settled = book.settle(EVERY, CAP, WAITING);

    assertThat(settled.judged().get(0).intervals()).hasSize(4);
    assertThat(settled.book().newestRun()).isEqualTo(2);
  }

  @Test
  void patienceEndsTheWaiting() {
    RunBook book = told(RunBook.EMPTY, 1, 10, 40).ended(failed(1, 65));

    assertThat(book.settle(EVERY, CAP, 999).judged()).isEmpty();
    assertThat(book.settle(EVERY, CAP, 1000).judged()).hasSize(1);
  }

  @Test
  void aMachineTakenOutOfServiceTeachesNothing() {
    RunBook book = told(RunBook.EMPTY, 1, 10, 40).ended(new RunEnd(1, 40, false, 1000));

    RunBook.Settlement settled = book.settle(EVERY, CAP, WAITING);

    assertThat(settled.judged()).isEmpty();
    assertThat(settled.censored()).isEqualTo(1);
    assertThat(settled.book().isEmpty()).isTrue();
  }

  @Test
  void aFailureCountsWhereAReplacementWasReportedFirst() {
    RunBook book =
        told(RunBook.EMPTY, 1, 10, 40)
            .ended(new RunEnd(1, RunEnd.UNKNOWN, false, 1000))
            .ended(failed(1, 42));

    assertThat(book.settle(EVERY, CAP, WAITING).judged()).hasSize(1);
  }

  @Test
  void aReplacementAfterTheFailureChangesNothing() {
    RunBook book =
        told(RunBook.EMPTY, 1, 10, 40).ended(failed(1, 42)).ended(new RunEnd(1, 42, false, 1000));

    RunBook.Settlement settled = book.settle(EVERY, CAP, WAITING);

    assertThat(settled.judged()).hasSize(1);
    assertThat(settled.censored()).isZero();
  }

  @Test
  void aFailureReportedTwiceIsJudgedOnce() {
    RunBook once = told(RunBook.EMPTY, 1, 10, 40).ended(failed(1, 42));
    RunBook after = once.settle(EVERY, CAP, WAITING).book().ended(failed(1, 42));

    RunBook.Settlement again = after.settle(EVERY, CAP, Long.MAX_VALUE);

    assertThat(again.judged()).isEmpty();
    assertThat(again.unknown()).isEqualTo(1);
  }

  @Test
  void aMachineThatGoesOnInItsRunIsJudgedFromTheRepairOn() {
    RunBook book = told(RunBook.EMPTY, 1, 10, 40).ended(new RunEnd(1, 40, false, 1000));
    RunBook repaired = told(book.settle(EVERY, CAP, WAITING).book(), 1, 50, 70);

    JudgedRun run = repaired.ended(failed(1, 72)).settle(EVERY, CAP, WAITING).judged().get(0);

    assertThat(run.intervals()).extracting(JudgedInterval::truth).containsExactly(22.0, 12.0, 2.0);
  }

  @Test
  void eachModelIsJudgedByItsOwnIntervals() {
    RunBook book =
        RunBook.EMPTY
            .told(new GivenInterval("m", "1", 1, 10, 20, 0, 1), CUTS)
            .told(new GivenInterval("m", "2", 1, 20, 20, 0, 125), CUTS)
            .ended(failed(1, 25));

    assertThat(book.settle(EVERY, CAP, WAITING).judged())
        .extracting(JudgedRun::version, JudgedRun::missed)
        .containsExactly(tuple("1", 1.0), tuple("2", 0.0));
  }

  @Test
  void itsMemoryIsBoundedWhateverComes() {
    RunBook book = RunBook.EMPTY;
    for (int run = 1; run <= 50; run++) {
      book = told(book, run, 10, 400).ended(new RunEnd(1000 + run, 10_000, true, 1000));
    }

    assertThat(book.given()).hasSize(RunBook.RUNS * CUTS);
    assertThat(book.ends()).hasSize(RunBook.ENDS);
    assertThat(book.newestRun()).isEqualTo(50);
  }

  @Test
  void aRepeatedPredictionIsRememberedOnce() {
    assertThat(told(told(RunBook.EMPTY, 1, 10, 30), 1, 10, 30).given()).hasSize(3);
  }

  @Test
  void aFailureWithoutItsCycleIsRefused() {
    assertThatThrownBy(() -> new RunEnd(3, RunEnd.UNKNOWN, true, 0))
        .hasMessage("a failure of run 3 without its cycle (expected the cycle)");
  }

  @Test
  void itsTypesNeedNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RunBook.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(JudgedRun.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Adaptation.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ModelCoverage.class);
  }

  private static RunBook told(RunBook book, long run, int from, int to) {
    return IntStream.rangeClosed(from / EVERY, to / EVERY)
        .mapToObj(i -> new GivenInterval("m", "1", run, i * EVERY, 50, 40, 60))
        .reduce(book, (before, interval) -> before.told(interval, CUTS), (a, b) -> b);
  }

  private static RunEnd failed(long run, int cycle) {
    return new RunEnd(run, cycle, true, 1000);
  }
}
