package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.contract.WindowReading;
import io.harbinger.jobs.rul.memory.AssetMemory;
import io.harbinger.jobs.rul.memory.AssetTurn;
import io.harbinger.jobs.rul.memory.FreshWindow;
import io.harbinger.jobs.rul.memory.TurnRules;
import io.harbinger.jobs.rul.memory.Verdict;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.server.Answer;
import io.harbinger.server.StateMarks;
import io.harbinger.windows.ReadingCounts;
import io.harbinger.windows.SensorProfile;
import io.harbinger.windows.WindowsOptions;
import io.harbinger.windows.WindowsTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** From readings in any order, through the real windows topology, to the state of a real model. */
class StreamStateProperties {

  private static final double ROUNDING = 1e-4;
  private static Path directory;
  private static StreamRulModel model;

  @BeforeContainer
  static void load() throws IOException {
    directory = Files.createTempDirectory("stream-state");
    model =
        StreamRulModel.load(
            RandomStreamModel.write(directory.resolve("stream/1"), 2, List.of(8, 6), 5).path());
  }

  @AfterContainer
  static void delete() throws IOException {
    model.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 60)
  void theStateIsThatOfAllReadingsThatWereReleased(
      @ForAll("cycles") List<Integer> cycles,
      @ForAll @IntRange(min = 1, max = 9) int keyFrameEvery,
      @ForAll @IntRange(min = 1, max = 7) int batch,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll("lost") List<Integer> lostWindows) {
    List<SensorWindow> windows = windows(cycles, keyFrameEvery, stride);
    List<SensorWindow> arriving = new ArrayList<>(windows);
    if (keyFrameEvery <= 4 && stride == 1) {
      // A whole window of 8 readings brings back what the windows lost before it carried.
      lostWindows.forEach(from -> loseUpToTheNextWhole(windows, from, arriving));
      while (!arriving.isEmpty() && !arriving.get(arriving.size() - 1).getKeyFrame()) {
        arriving.remove(arriving.size() - 1);
      }
    }
    if (arriving.isEmpty()) {
      return;
    }
    int last = arriving.get(arriving.size() - 1).getLastCycle();
    RulWindow all = distinct(windows, last);
    AssetMemory memory = null;
    Verdict latest = null;
    for (int from = 0; from < arriving.size(); from += batch) {
      AssetTurn turn = new AssetTurn("e1", rules(), memory);
      List<SensorWindow> together = arriving.subList(from, Math.min(arriving.size(), from + batch));
      together.forEach(window -> turn.add(fresh(window)));
      for (Optional<StreamRequest> request = turn.next(StateMarks.UNKNOWN);
          request.isPresent();
          request = turn.next(StateMarks.UNKNOWN)) {
        model.validate(request.get());
        turn.answered(new Answer<>(model.info(), model.predict(List.of(request.get())).get(0)));
      }
      latest = turn.verdict(together.size() - 1);
      memory = AssetMemory.of(turn.memory().toBytes());
    }

    StreamAnswer expected = model.predict(List.of(StreamRequest.of(Optional.empty(), all))).get(0);
    assertThat(memory.history()).isEqualTo(all.length());
    assertThat(memory.lastCycle()).isEqualTo(last);
    float[] got = FakeStreamModel.values(memory.state());
    float[] wanted = FakeStreamModel.values(expected.state());
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < got.length; i++) {
      assertThat((double) got[i]).isCloseTo(wanted[i], within(ROUNDING));
    }
    assertThat(latest)
        .isInstanceOfSatisfying(
            Verdict.Predicted.class, predicted -> near(predicted.estimate(), expected.last()));
  }

  private static void loseUpToTheNextWhole(
      List<SensorWindow> windows, int from, List<SensorWindow> arriving) {
    for (int i = from; i < windows.size() && !windows.get(i).getKeyFrame(); i++) {
      arriving.remove(windows.get(i));
    }
  }

  private static TurnRules rules() {
    return new TurnRules(AlertThresholds.defaults(), 0, 0);
  }

  private static void near(RulEstimate got, RulEstimate expected) {
    assertThat(got.rul()).isCloseTo(expected.rul(), within(100 * ROUNDING));
    assertThat(got.within30()).isCloseTo(expected.within30(), within(ROUNDING));
  }

  /** Cycles of one run in nearly their order, with gaps, repetitions and stragglers. */
  @Provide
  Arbitrary<List<Integer>> cycles() {
    Arbitrary<Integer> steps =
        Arbitraries.frequency(
            Tuple.of(12, 1),
            Tuple.of(2, 2),
            Tuple.of(2, -1),
            Tuple.of(1, 0),
            Tuple.of(1, 4),
            Tuple.of(1, -3));
    return steps
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(
            all -> {
              List<Integer> cycles = new ArrayList<>();
              int cycle = 1;
              for (int step : all) {
                cycle = Math.max(1, cycle + step);
                cycles.add(cycle);
              }
              return cycles;
            });
  }

  @Provide
  Arbitrary<List<Integer>> lost() {
    return Arbitraries.integers().between(1, 40).list().ofMaxSize(2);
  }

  private static FreshWindow fresh(SensorWindow window) {
    try {
      return WindowReader.toStream(window, "e1");
    } catch (RejectedWindowException e) {
      throw new AssertionError(e);
    }
  }

  private static RulWindow distinct(List<SensorWindow> windows, int last) {
    TreeMap<Integer, WindowReading> readings = new TreeMap<>();
    windows.forEach(window -> window.getReadings().forEach(r -> readings.put(r.getCycle(), r)));
    return RandomStreamModel.window(
        readings.headMap(last, true).keySet().stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<SensorWindow> windows(List<Integer> cycles, int keyFrameEvery, int stride) {
    WindowsOptions options =
        WindowsOptions.defaults()
            .withProfile(new SensorProfile(2, 3))
            .withWindowLength(8)
            .withStride(stride)
            .withKeyFrameEvery(keyFrameEvery)
            .withHoldBack(Duration.ofSeconds(2), 4);
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "application.id", "windows",
            "bootstrap.servers", "none:9092",
            "state.dir", directory.resolve("streams").toString()));
    ContractCodec<SensorReading> in = ContractCodec.of(SensorReading.class);
    ContractCodec<SensorWindow> out = ContractCodec.of(SensorWindow.class);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            WindowsTopology.build(options, new ReadingCounts(new SimpleMeterRegistry())),
            properties)) {
      TestInputTopic<byte[], byte[]> readings =
          driver.createInputTopic(
              options.topics().readings(), new ByteArraySerializer(), new ByteArraySerializer());
      TestOutputTopic<byte[], byte[]> windows =
          driver.createOutputTopic(
              options.topics().windows(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      byte[] key = "e1".getBytes(StandardCharsets.UTF_8);
      for (int cycle : cycles) {
        readings.pipeInput(key, in.encode(reading(cycle)));
      }
      driver.advanceWallClockTime(Duration.ofSeconds(5));
      return windows.readValuesToList().stream().map(value -> decode(out, value)).toList();
    }
  }

  private static SensorWindow decode(ContractCodec<SensorWindow> codec, byte[] value) {
    try {
      return codec.decode(value);
    } catch (UnreadableRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static SensorReading reading(int cycle) {
    return SensorReading.newBuilder()
        .setAsset("e1")
        .setRun(1L)
        .setCycle(cycle)
        .setSettings(boxed(RandomStreamModel.settings(cycle)))
        .setSensors(boxed(RandomStreamModel.sensors(cycle)))
        .build();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
