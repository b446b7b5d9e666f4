package io.harbinger.windows;

import static io.harbinger.windows.TopologyDriver.GRACE;
import static io.harbinger.windows.TopologyDriver.MAX_HELD;
import static io.harbinger.windows.TopologyDriver.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class WindowsTopologyProperties {

  private Path directory;

  @BeforeProperty
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("windows");
  }

  @AfterProperty
  void deleteDirectory() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 100)
  void orderAndRepetitionWithinTheBoundsMakeNoDifference(
      @ForAll @IntRange(min = 1, max = 40) int cycles,
      @ForAll @IntRange(max = 15) int duplicates,
      @ForAll boolean named,
      @ForAll long seed) {
    List<SensorReading> ordered = new ArrayList<>();
    for (int cycle = 1; cycle <= cycles; cycle++) {
      ordered.add(Readings.of("e", named ? 3L : null, cycle, cycle * 0.25));
    }
    Random random = new Random(seed);
    List<SensorReading> disturbed = new ArrayList<>();
    for (int from = 0; from < cycles; from += MAX_HELD + 1) {
      List<SensorReading> block =
          new ArrayList<>(ordered.subList(from, Math.min(cycles, from + MAX_HELD + 1)));
      Collections.shuffle(block, random);
      disturbed.addAll(block);
    }
    for (int i = 0; i < duplicates; i++) {
      SensorReading again = disturbed.get(random.nextInt(disturbed.size()));
      int after = disturbed.lastIndexOf(again) + 1;
      disturbed.add(after + random.nextInt(disturbed.size() - after + 1), again);
    }
    try (TopologyDriver expected = new TopologyDriver(OPTIONS, directory);
        TopologyDriver got = new TopologyDriver(OPTIONS, directory)) {
      ordered.forEach(expected::send);
      disturbed.forEach(got::send);
      assertThat(got.windows().stream().map(WindowsTopologyProperties::content).toList())
          .isEqualTo(expected.windows().stream().map(WindowsTopologyProperties::content).toList())
          .hasSize(cycles);
      assertThat(got.counts.duplicates()).isEqualTo(duplicates);
      assertThat(got.counts.late()).isZero();
    }
  }

  @Property(tries = 200)
  void everyReadingIsAccountedFor(@ForAll("steps") List<Step> steps) {
    try (TopologyDriver driver = new TopologyDriver(OPTIONS, directory)) {
      for (Step step : steps) {
        step.take(driver);
      }
      driver.pass(GRACE.plusSeconds(1));
      ReadingCounts counts = driver.counts;
      int windows = driver.windows().size();
      int dead = driver.deadLetters().size();
      assertThat((long) driver.sent())
          .isEqualTo(windows + counts.duplicates() + counts.late() + dead);
      assertThat(counts.released()).isEqualTo(windows);
      assertThat(counts.dead()).isEqualTo(dead);
    }
  }

  @Property(tries = 100)
  void cyclesOfARunOnlyEverGrow(@ForAll("steps") List<Step> steps) {
    try (TopologyDriver driver = new TopologyDriver(OPTIONS, directory)) {
      for (Step step : steps) {
        step.take(driver);
      }
      driver.pass(GRACE.plusSeconds(1));
      List<SensorWindow> windows = driver.windows();
      for (String asset : List.of("a", "b")) {
        List<SensorWindow> own =
            windows.stream().filter(window -> window.getAsset().equals(asset)).toList();
        for (int i = 1; i < own.size(); i++) {
          SensorWindow before = own.get(i - 1);
          SensorWindow after = own.get(i);
          assertThat(after.getRun()).isGreaterThanOrEqualTo(before.getRun());
          if (after.getRun() == before.getRun()) {
            assertThat(after.getLastCycle()).isGreaterThan(before.getLastCycle());
          }
        }
      }
    }
  }

  @Property(tries = 100)
  void windowsBetweenKeyFramesSayWhatWholeOnesWouldHave(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 6) int every,
      @ForAll @IntRange(min = 1, max = 3) int stride) {
    WindowsOptions options = OPTIONS.withStride(stride);
    try (TopologyDriver whole = new TopologyDriver(options, directory);
        TopologyDriver sparse = new TopologyDriver(options.withKeyFrameEvery(every), directory)) {
      for (Step step : steps) {
        step.take(whole);
        step.take(sparse);
      }
      List<SensorWindow> expected = whole.windows();
      List<SensorWindow> got = sparse.windows();
      assertThat(got).hasSameSizeAs(expected);
      for (int i = 0; i < got.size(); i++) {
        SensorWindow window = got.get(i);
        if (window.getKeyFrame()) {
          assertThat(window).isEqualTo(expected.get(i));
        } else {
          List<WindowReading> all = expected.get(i).getReadings();
          assertThat(window.getReadings())
              .isEqualTo(all.subList(all.size() - window.getFresh(), all.size()));
          assertThat(window.getRun()).isEqualTo(expected.get(i).getRun());
          assertThat(window.getFresh()).isEqualTo(expected.get(i).getFresh());
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> reading =
        Combinators.combine(
                Arbitraries.of("a", "b"),
                Arbitraries.longs().between(1, 3).injectNull(0.6),
                Arbitraries.frequencyOf(
                    Tuple.of(8, Arbitraries.integers().between(-1, 25)),
                    Tuple.of(1, Arbitraries.of(Integer.MAX_VALUE, Integer.MAX_VALUE - 1))),
                Arbitraries.of(1.0, 2.0, Double.NaN))
            .as((asset, run, cycle, value) -> d -> d.send(Readings.of(asset, run, cycle, value)));
    Arbitrary<Step> garbage =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(20)
            .map(bytes -> d -> d.send("a".getBytes(StandardCharsets.UTF_8), bytes));
    Arbitrary<Step> time =
        Arbitraries.integers().between(1, 1500).map(ms -> d -> d.pass(Duration.ofMillis(ms)));
    return Arbitraries.frequencyOf(Tuple.of(10, reading), Tuple.of(1, garbage), Tuple.of(1, time))
        .list()
        .ofMaxSize(80);
  }

  /** Without the time of the newest reading's record, which is another for another order. */
  private static SensorWindow content(SensorWindow window) {
    return SensorWindow.newBuilder(window).setReadingTimestamp(Instant.EPOCH).build();
  }

  interface Step {
    void take(TopologyDriver driver);
  }
}
