package io.harbinger.source.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.cmapss.PublishedCmapss;
import io.harbinger.source.cmapss.Subset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedReplayTest {

  @Test
  void replaysEveryLineOfTheTestSetOnce() {
    CmapssReplay replay =
        CmapssReplay.of(PublishedCmapss.holding("test_FD001.txt"), Subset.FD001, Recording.TEST);
    assertThat(replay.assets()).hasSize(100);
    assertThat(replay.count()).isEqualTo(13_096);
    List<SensorReading> readings = CmapssReplayTest.drain(replay);
    assertThat(readings).hasSize(13_096);
    assertThat(readings).extracting(SensorReading::getCycle).isSorted();
    Map<String, Integer> last = new HashMap<>();
    for (SensorReading reading : readings) {
      assertThat(reading.getCycle()).isEqualTo(last.merge(reading.getAsset(), 1, Integer::sum));
    }
  }
}
