package io.harbinger.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.Topics;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.platform.demo.Demo;
import io.harbinger.platform.demo.DemoReport;
import io.harbinger.platform.demo.ReplayedEngines;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.server.SharedModelServer;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.replay.Recording;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.data.StreamEstimates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Engines of a file in NASA's layout, replayed through the whole platform: the predictions are the
 * model's own over each engine, cycle by cycle, whichever way the model reads.
 */
class ReplayedPredictionsTest {

  private static final Path ROOT = Path.of(System.getProperty("harbinger.root"));
  private static final Path WINDOWED = ROOT.resolve("models/rul-fd001/1");
  private static final Path SHIPPED = ROOT.resolve("models/rul-fd001");
  private static final Path PUBLISHED = ROOT.resolve("../shared/data/cmapss/test_FD001.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final double ROUNDING = 1e-4;
  private static final int ENGINES = 6;

  @TempDir Path directory;

  @Test
  void aStreamingModelsAreItsOwnAlsoWhereTheJobIsRestartedInTheMiddle() throws Exception {
    Path data = engines();
    Path model = TurbofanStreamModel.write(directory.resolve("rul-random/1"), 11).path();
    Map<String, List<RulEstimate>> expected;
    try (StreamRulModel loaded = StreamRulModel.load(model)) {
      expected = expected(data, engine -> StreamEstimates.of(loaded, engine));
    }
    List<RulPrediction> got = replayed(data, model, true);
    compare(got, expected);
    assertThat(got).allSatisfy(p -> assertThat(p.getHistory()).isEqualTo(p.getCycle()));
  }

  @Test
  void theShippedModelsOnNasasEnginesAreThoseOfEvaluateAlsoAfterARestart() throws Exception {
    assumeTrue(
        Files.isRegularFile(PUBLISHED), "no file " + PUBLISHED + " of NASA's: nothing to replay");
    Path data = publishedEngines();
    Map<String, List<RulEstimate>> expected;
    try (StreamRulModel loaded = StreamRulModel.load(SHIPPED)) {
      expected = expected(data, engine -> StreamEstimates.of(loaded, engine));
    }
    List<RulPrediction> got = replayed(data, SHIPPED, true);
    compare(got, expected);
    assertThat(got)
        .allSatisfy(p -> assertThat(p.getHistory()).isEqualTo(p.getCycle()))
        .allSatisfy(p -> assertThat(p.getVersion()).isEqualTo("2"));
  }

  @Test
  void aWindowedModelsAreItsOwn() throws Exception {
    Path data = engines();
    Map<String, List<RulEstimate>> expected;
    try (RulModel loaded = RulModel.load(WINDOWED)) {
      expected =
          expected(
              data,
              engine -> {
                List<RulWindow> windows = new ArrayList<>();
                for (int cycle = 1; cycle <= engine.readings().size(); cycle++) {
                  windows.add(
                      ReadingWindow.of(
                          engine.readings().subList(0, cycle), loaded.spec().network().window()));
                }
                return loaded.predict(windows);
              });
    }
    compare(replayed(data, WINDOWED, false), expected);
  }

  private List<RulPrediction> replayed(Path data, Path model, boolean restart) throws Exception {
    EmbeddedPlatformOptions options =
        new EmbeddedPlatformOptions(
            directory.resolve("platform"), model, 0, 0, 0, Optional.empty(), false);
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(options);
        TopicRecords<RulPrediction> predictions =
            TopicRecords.from(platform, Topics.RUL_PREDICTIONS, RulPrediction.class)) {
      Thread closing =
          new Thread(
              () -> {
                Awaitility.await().atMost(PATIENCE).until(() -> predictions.seen().size() > 100);
                // The job fails, goes back to its checkpoint and leases the model of a new server.
                SharedModelServer.get().close();
              });
      if (restart) {
        closing.start();
      }
      DemoReport report =
          new Demo(
                  platform,
                  new ReplayedEngines(data, Subset.FD001, 1),
                  OptionalDouble.of(400),
                  (status, fleet) -> {})
              .run(PATIENCE, new StopRequest());
      closing.join();
      if (restart) {
        scrapesWhatTheReferenceTells(platform);
      }
      assertThat(report.complete()).isTrue();
      assertThat(report.deadLetters()).isZero();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> predictions.seen().size() >= report.predictions());
      return predictions.seen();
    } finally {
      SharedModelServer.get().close();
    }
  }

  private static void scrapesWhatTheReferenceTells(EmbeddedPlatform platform) throws Exception {
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(platform.metricsUrl())).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Path page = ROOT.resolve("docs/metrics.md");
    assertThat(MetricsReference.read(page).streaming())
        .hasSize(4)
        .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
  }

  private static void compare(
      List<RulPrediction> predictions, Map<String, List<RulEstimate>> expected) {
    assertThat(predictions).hasSize(expected.values().stream().mapToInt(List::size).sum());
    Map<String, Integer> last = new HashMap<>();
    for (RulPrediction prediction : predictions) {
      assertThat(prediction.getCycle())
          .as("in order: %s", prediction.getId())
          .isEqualTo(last.merge(prediction.getAsset(), 1, Integer::sum));
      RulEstimate own = expected.get(prediction.getAsset()).get(prediction.getCycle() - 1);
      assertThat(prediction.getRul()).isCloseTo(own.rul(), within(ROUNDING));
      assertThat(prediction.getProbabilityWithin15()).isCloseTo(own.within15(), within(ROUNDING));
      assertThat(prediction.getProbabilityWithin30()).isCloseTo(own.within30(), within(ROUNDING));
      if (own.low() != null) {
        assertThat(prediction.getRulLow()).isCloseTo(own.low(), within(ROUNDING));
        assertThat(prediction.getRulHigh()).isCloseTo(own.high(), within(ROUNDING));
      }
    }
  }

  private static Map<String, List<RulEstimate>> expected(
      Path data, Function<EngineRun, List<RulEstimate>> estimates) {
    return CmapssDirectory.test(data, Subset.FD001).stream()
        .collect(
            Collectors.toMap(
                engine -> Recording.TEST.asset(Subset.FD001, engine.unit()), estimates));
  }

  /** The first of NASA's test engines. */
  private Path publishedEngines() throws IOException {
    Path data = Files.createDirectories(directory.resolve("published"));
    try (Stream<String> lines = Files.lines(PUBLISHED)) {
      Files.write(
          data.resolve("test_FD001.txt"),
          (Iterable<String>)
              lines.takeWhile(line -> Integer.parseInt(line.split(" ")[0]) <= ENGINES)::iterator);
    }
    return data;
  }

  /** A few engines of noise about a drift, in NASA's layout. */
  private Path engines() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int engine = 1; engine <= ENGINES; engine++) {
      int cycles = 60 + 10 * engine;
      for (int cycle = 1; cycle <= cycles; cycle++) {
        StringBuilder line = new StringBuilder("%d %d".formatted(engine, cycle));
        for (int i = 0; i < TurbofanStreamModel.SETTINGS + TurbofanStreamModel.SENSORS; i++) {
          line.append(
              String.format(
                  Locale.ROOT, " %.4f", random.nextGaussian() * 0.5 + 0.01 * cycle * (i % 3)));
        }
        lines.add(line.append("  ").toString());
      }
    }
    Files.write(data.resolve("test_FD001.txt"), lines);
    return data;
  }
}
