package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.simulation.FirstLives;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LateStartTest {

  private static final EngineRun ENGINE = FirstLives.of(1, 3).get(0);
  private static final int LIFE = ENGINE.readings().size();

  @Test
  void leavesOutWhatCameBeforeTheStart() {
    EngineRun late = new LateStart(Map.of(1, 41), true).cut(ENGINE);
    assertThat(late.readings()).isEqualTo(ENGINE.readings().subList(40, LIFE));
  }

  @Test
  void countsFromTheStartWhereTheAgeIsUnknown() {
    EngineRun late = new LateStart(Map.of(1, 41), false).cut(ENGINE);
    List<CycleReading> same = ENGINE.readings().subList(40, LIFE);
    assertThat(late.readings())
        .extracting(CycleReading::cycle)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LIFE - 40).boxed().toList());
    assertThat(late.readings())
        .extracting(CycleReading::sensors)
        .containsExactlyElementsOf(same.stream().map(CycleReading::sensors).toList());
  }

  @Test
  void anEngineWithoutAStartIsReadFromItsFirstCycle() {
    assertThat(new LateStart(Map.of(), true).cut(ENGINE)).isEqualTo(ENGINE);
  }
}
