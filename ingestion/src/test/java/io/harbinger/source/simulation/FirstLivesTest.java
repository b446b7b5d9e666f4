package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CmapssWriter;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLivesTest {

  private static final int ENGINES = 4;
  private static final long SEED = 5;

  @Test
  void areTheFleetsFirstRuns() {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(ENGINES, SEED));
    Map<String, List<CycleReading>> lives = new HashMap<>();
    int ended = 0;
    while (ended < ENGINES) {
      SimulatedReading next = fleet.next();
      if (next.reading().getRun() == 1) {
        lives
            .computeIfAbsent(next.reading().getAsset(), asset -> new ArrayList<>())
            .add(
                new CycleReading(
                    next.reading().getCycle(),
                    next.reading().getSettings(),
                    next.reading().getSensors()));
        ended += next.failed() ? 1 : 0;
      }
    }

    List<EngineRun> first = FirstLives.of(ENGINES, SEED);

    assertThat(first).extracting(EngineRun::unit).containsExactly(1, 2, 3, 4);
    assertThat(first)
        .extracting(EngineRun::readings)
        .containsExactlyElementsOf(fleet.assets().stream().map(lives::get).toList());
  }

  @Test
  void aLargerFleetHasTheSameFirstEngines() {
    assertThat(FirstLives.of(ENGINES, SEED).subList(0, 2)).isEqualTo(FirstLives.of(2, SEED));
  }

  @Test
  void areReadFromNasasLayoutAsTheyWereWritten(@TempDir Path directory) throws IOException {
    List<EngineRun> written = FirstLives.of(2, SEED);
    CmapssWriter.train(directory.resolve("simulated"), Subset.FD001, written);
    assertThat(CmapssDirectory.train(directory.resolve("simulated"), Subset.FD001))
        .isEqualTo(written);
  }
}
