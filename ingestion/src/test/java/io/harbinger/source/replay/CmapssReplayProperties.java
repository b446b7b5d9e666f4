package io.harbinger.source.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.cmapss.Subset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CmapssReplayProperties {

  @Property(tries = 50)
  void ordersReadingsByCycleAndThenByUnit(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 12) Integer> cycles)
      throws IOException {
    Path directory = Files.createTempDirectory("replay");
    Path file = directory.resolve("train_FD001.txt");
    try {
      Files.write(file, lines(cycles));
      List<SensorReading> readings =
          CmapssReplayTest.drain(CmapssReplay.of(directory, Subset.FD001, Recording.TRAIN));
      assertThat(readings)
          .hasSize(cycles.stream().mapToInt(Integer::intValue).sum())
          .isSortedAccordingTo(
              Comparator.comparingInt(SensorReading::getCycle)
                  .thenComparing(SensorReading::getAsset))
          .doesNotHaveDuplicates();
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  private static List<String> lines(List<Integer> cycles) {
    List<String> lines = new ArrayList<>();
    for (int unit = 1; unit <= cycles.size(); unit++) {
      for (int cycle = 1; cycle <= cycles.get(unit - 1); cycle++) {
        lines.add(unit + " " + cycle + " 1".repeat(24));
      }
    }
    return lines;
  }
}
