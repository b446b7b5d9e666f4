package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.SharedModelServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A second version of the model comes while the job runs, broker, cluster and networks real. */
class SwapJobTest {

  private static final int ASSETS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ModelServer server = SharedModelServer.start(ServerOptions.defaults(), registry);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyWindowHasOnePredictionAndTheVersionChangesOnce() throws Exception {
    Path name = directory.resolve("rul-x");
    RandomRulModel.write(name.resolve("1"), 0.5f);
    Map<String, TreeMap<Integer, RulPrediction>> byAsset =
        predictions(
            name,
            () -> RandomRulModel.write(name.resolve("2"), 0.6f),
            (asset, cycle) ->
                Windows.of(asset, 0, cycle, FakeRulModel.Mood.WELL, 10 * (1 + cycle % 10)));

    try (RulModel first = RulModel.load(name.resolve("1"));
        RulModel second = RulModel.load(name.resolve("2"))) {
      byAsset.forEach(
          (asset, own) -> {
            int swap = swap(own);
            own.forEach(
                (cycle, prediction) -> {
                  RulModel model = cycle < swap ? first : second;
                  RulEstimate expected =
                      model
                          .predict(
                              List.of(
                                  WindowReader.toModel(
                                      Windows.of(
                                          asset,
                                          0,
                                          cycle,
                                          FakeRulModel.Mood.WELL,
                                          10 * (1 + cycle % 10)))))
                          .get(0);
                  assertThat(prediction.getRul())
                      .as(prediction.getId())
                      .isCloseTo(expected.rul(), within(1e-3));
                });
          });
    }
  }

  @Test
  void anAssetsStateMovesToTheNextVersionAtAWholeWindow() throws Exception {
    Path name = directory.resolve("stream");
    RandomStreamModel.write(name.resolve("1"), 2, List.of(8, 6), 3);
    Map<String, TreeMap<Integer, RulPrediction>> byAsset =
        predictions(
            name,
            () -> RandomStreamModel.write(name.resolve("2"), 2, List.of(8, 6), 4),
            StreamRulJobTest::window);

    try (StreamRulModel first = StreamRulModel.load(name.resolve("1"));
        StreamRulModel second = StreamRulModel.load(name.resolve("2"))) {
      byAsset.forEach(
          (asset, own) -> {
            int swap = swap(own);
            assertThat(swap % 10).as("at a whole window").isEqualTo(1);
            int begun = Math.max(1, swap - 7);
            compare(own.headMap(swap), 1, estimates(first, 1, swap - 1));
            compare(own.tailMap(swap), begun, estimates(second, begun, own.lastKey()));
          });
    }
  }

  private static List<RulEstimate> estimates(StreamRulModel model, int from, int to) {
    return model
        .predict(
            List.of(
                StreamRequest.of(
                    Optional.empty(),
                    RandomStreamModel.window(IntStream.rangeClosed(from, to).toArray()))))
        .get(0)
        .estimates();
  }

  private static void compare(
      Map<Integer, RulPrediction> own, int begun, List<RulEstimate> expected) {
    assertThat(own).isNotEmpty();
    own.forEach(
        (cycle, prediction) -> {
          assertThat(prediction.getHistory()).isEqualTo(cycle - begun + 1);
          assertThat(prediction.getMissing()).isZero();
          assertThat(prediction.getRul())
              .as(prediction.getId())
              .isCloseTo(expected.get(cycle - begun).rul(), within(1e-3));
        });
  }

  /** The first cycle that the second version answered; before it all are the first's. */
  private static int swap(TreeMap<Integer, RulPrediction> own) {
    int swap =
        own.entrySet().stream()
            .filter(entry -> entry.getValue().getVersion().equals("2"))
            .mapToInt(Map.Entry::getKey)
            .min()
            .orElseThrow();
    assertThat(own.firstKey()).isLessThan(swap);
    assertThat(own.tailMap(swap).values())
        .allSatisfy(prediction -> assertThat(prediction.getVersion()).isEqualTo("2"));
    return swap;
  }

  /** Sends windows, cycle after cycle, until well after the second version has come. */
  private Map<String, TreeMap<Integer, RulPrediction>> predictions(
      Path name, Runnable second, BiFunction<String, Integer, SensorWindow> window)
      throws Exception {
    RulTopics topics = KAFKA.createTopics(String.valueOf(name.getFileName()));
    RulJobConfig config =
        RulJobConfig.of(KAFKA.bootstrapServers(), name.toString())
            .withTopics(topics)
            .withGroupId(topics.windows())
            .withParallelism(2)
            .withThresholds(AlertThresholds.defaults())
            .withStreaming(new StreamingOptions(16, Duration.ofMillis(5), 0))
            .withDelivery(
                DeliveryOptions.defaults(topics.windows())
                    .withCheckpointInterval(Duration.ofMillis(200)));
    int cycle = 0;
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory.resolve("flink"), 2)) {
      StreamExecutionEnvironment env = flink.environment();
      RulJob.build(env, config);
      flink.submit(env);
      while (cycle < 30) {
        send(topics, ++cycle, window);
      }
      read(topics, ASSETS * cycle);
      second.run();
      while (!answers(2)) {
        send(topics, ++cycle, window);
        read(topics, ASSETS * cycle);
      }
      for (int more = 0; more < 20; more++) {
        send(topics, ++cycle, window);
      }
      List<RulPrediction> all = read(topics, ASSETS * cycle);
      assertThat(all).hasSize(ASSETS * cycle);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          registry
                              .get("harbinger.model.swaps")
                              .tags("outcome", "swapped")
                              .counter()
                              .count())
                      .isEqualTo(1));
      Map<String, TreeMap<Integer, RulPrediction>> byAsset = byAsset(all);
      int last = cycle;
      assertThat(byAsset).hasSize(ASSETS);
      assertThat(byAsset.values()).allSatisfy(own -> assertThat(own).hasSize(last));
      return byAsset;
    }
  }

  private static Map<String, TreeMap<Integer, RulPrediction>> byAsset(List<RulPrediction> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                RulPrediction::getAsset,
                Collectors.toMap(
                    RulPrediction::getCycle,
                    prediction -> prediction,
                    (one, other) -> {
                      throw new AssertionError("two of " + one.getId());
                    },
                    TreeMap::new)));
  }

  private boolean answers(int version) {
    return !registry
        .find("harbinger.model.share")
        .tags("version", String.valueOf(version), "role", "stable")
        .gauges()
        .isEmpty();
  }

  private static void send(
      RulTopics topics, int cycle, BiFunction<String, Integer, SensorWindow> window) {
    for (int i = 0; i < ASSETS; i++) {
      String asset = "asset-" + i;
      KAFKA.send(topics.windows(), asset, Windows.bytes(window.apply(asset, cycle)));
    }
    KAFKA.flush();
  }

  private static List<RulPrediction> read(RulTopics topics, int count) {
    return KAFKA.read(
        topics.predictions(),
        record -> KafkaBroker.decode(RulPrediction.getDecoder(), record.value()),
        all -> all.size() >= count);
  }
}
