package io.harbinger.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import io.harbinger.model.rul.RulWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  @Test
  void sortsReadingsIntoLivesByCycleAndTakesEachCycleOnce() {
    List<History> histories =
        List.copyOf(
            History.of(
                List.of(
                    reading("b", null, 2, 20),
                    reading("a", 7L, 1, 1),
                    reading("b", null, 1, 10),
                    reading("b", null, 2, 99),
                    reading("a", 8L, 1, 2))));
    assertThat(histories)
        .extracting(History::asset, History::run, History::cycle)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("b", 1L, 2),
            org.assertj.core.groups.Tuple.tuple("a", 7L, 1),
            org.assertj.core.groups.Tuple.tuple("a", 8L, 1));
    RulWindow window = histories.get(0).window(2);
    assertThat(window.value(0, 2)).isEqualTo(10);
    assertThat(window.value(1, 2)).isEqualTo(20);
  }

  @Test
  void padsAShortHistoryByItsFirstReading() {
    History history =
        History.of(List.of(reading("a", null, 5, 50), reading("a", null, 6, 60))).iterator().next();
    assertThat(history.padded(4)).isEqualTo(2);
    RulWindow window = history.window(4);
    assertThat(
            List.of(window.value(0, 1), window.value(1, 1), window.value(2, 1), window.value(3, 1)))
        .containsExactly(5f, 5f, 5f, 6f);
  }

  @Test
  void cutsALongHistoryToItsNewestReadings() {
    List<SensorReading> readings = new ArrayList<>();
    for (int cycle = 1; cycle <= 9; cycle++) {
      readings.add(reading("a", null, cycle, cycle));
    }
    Collections.reverse(readings);
    History history = History.of(readings).iterator().next();
    assertThat(history.padded(3)).isZero();
    assertThat(history.window(3).value(0, 1)).isEqualTo(7f);
  }

  /** One setting, one sensor. */
  private static SensorReading reading(String asset, @Nullable Long run, int cycle, double sensor) {
    return SensorReading.newBuilder()
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setSettings(List.of(0.0))
        .setSensors(List.of(sensor))
        .build();
  }
}
