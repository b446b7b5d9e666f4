package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.StreamEstimates;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.report.MetricsCsv;
import io.harbinger.training.report.StreamEpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTrainingTest {

  @TempDir Path directory;
  private Path data;

  @BeforeEach
  void writeEnginesThatWearOut() throws IOException {
    data = Files.createDirectory(directory.resolve("data"));
    SplittableRandom random = new SplittableRandom(5);
    Files.write(data.resolve("train_FD001.txt"), engines(random, 12, 0));
    Files.write(data.resolve("test_FD001.txt"), engines(random, 4, 15));
    Files.write(data.resolve("RUL_FD001.txt"), List.of("15", "15", "15", "15"));
  }

  @Test
  void goesOnAfterAKillExactlyAsAnUnbrokenRun() throws IOException {
    Path unbroken = directory.resolve("unbroken");
    StreamTraining.run(request(unbroken, false, recipe()), Progress.silent());

    Path broken = directory.resolve("broken");
    assertThatThrownBy(
            () -> StreamTraining.run(request(broken, false, recipe()), new KilledInEpoch(5)))
        .isInstanceOf(Killed.class);
    StreamTraining.run(request(broken, true, recipe()), Progress.silent());

    assertThat(rows(broken)).isEqualTo(rows(unbroken)).hasSize(6);
    assertThat(broken.resolve("1/weights.safetensors"))
        .hasSameBinaryContentAs(unbroken.resolve("1/weights.safetensors"));
    assertThat(StreamModelEvaluation.evaluate(broken, data, Subset.FD001))
        .isEqualTo(StreamModelEvaluation.evaluate(unbroken, data, Subset.FD001));
  }

  @Test
  void learnsToTellTheEndFromTheBeginning() throws IOException {
    Path out = directory.resolve("out");
    StreamTraining.run(
        request(out, false, recipe("training.epochs=30", "training.learningRate=0.01")),
        Progress.silent());
    try (StreamRulModel model = StreamRulModel.load(out)) {
      for (EngineRun engine : CmapssDirectory.test(data, Subset.FD001)) {
        List<RulEstimate> told = StreamEstimates.of(model, engine);
        assertThat(told).hasSameSizeAs(engine.readings());
        assertThat(told.get(told.size() - 1).rul()).isLessThan(told.get(10).rul());
      }
    }
    assertThat(ModelDirectory.open(out).manifest().metrics().get("memberRmse")).hasSize(3);
  }

  @Test
  void membersAreFittedAsIfEachWereAlone() throws IOException {
    // Without dropout, whose masks are drawn for all members together, and with the same engines
    // held out of all, the first member of three is the only member of one.
    String[] alike = {
      "network.dropout=0",
      "data.heldOut=shared",
      "data.heldOutFraction=0.25",
      "training.batchSize=9",
      "training.inputNoise=0",
      "training.offsetNoise=0",
      "training.epochs=3",
      "training.randomStart=0"
    };
    Path three = directory.resolve("three");
    StreamTraining.run(request(three, false, recipe(alike)), Progress.silent());
    Path one = directory.resolve("one");
    List<String> single = new ArrayList<>(List.of(alike));
    single.add("network.members=1");
    StreamTraining.run(
        request(one, false, recipe(single.toArray(String[]::new))), Progress.silent());

    double alone = memberRmse(one);
    assertThat(memberRmse(three)).isCloseTo(alone, within(1e-3));
  }

  @Test
  void shipsTheFirstMembersAndCalibratesByAll() throws IOException {
    Path three = directory.resolve("three");
    StreamTraining.run(
        request(three, false, recipe("training.epochs=1", "network.served=3")), Progress.silent());
    Path two = directory.resolve("two");
    StreamTraining.run(
        request(two, false, recipe("training.epochs=1", "network.served=2")), Progress.silent());

    ModelDirectory all = ModelDirectory.open(three.resolve("1"));
    ModelDirectory shipped = ModelDirectory.open(two.resolve("1"));
    assertThat(StreamRulModel.spec(shipped).network().members()).isEqualTo(2);
    assertThat(StreamRulModel.spec(shipped).interval())
        .isEqualTo(StreamRulModel.spec(all).interval());
    assertThat(shipped.manifest().metrics()).isEqualTo(all.manifest().metrics());
    Map<String, Tensor> every = weights(all);
    weights(shipped)
        .forEach(
            (name, weight) -> {
              float[] values = Objects.requireNonNull(every.get(name)).values();
              assertThat(weight.shape().get(0)).as(name).isEqualTo(2);
              assertThat(weight.values())
                  .as(name)
                  .containsExactly(Arrays.copyOf(values, values.length / 3 * 2));
            });
  }

  private static Map<String, Tensor> weights(ModelDirectory directory) {
    return Safetensors.decode(directory.bytes("weights.safetensors"), "weights").tensors();
  }

  private static double memberRmse(Path out) {
    return ModelDirectory.open(out).manifest().metrics().get("memberRmse").get(0).asDouble();
  }

  @Test
  void refusesToOverwriteARunOrToGoOnWithAnother() throws IOException {
    Path out = directory.resolve("out");
    StreamTraining.run(request(out, false, recipe("training.epochs=1")), Progress.silent());
    assertThatThrownBy(() -> StreamTraining.run(request(out, false, recipe()), Progress.silent()))
        .hasMessageContaining("--resume");
    assertThatThrownBy(
            () -> StreamTraining.run(request(out, true, recipe().withSeed(99)), Progress.silent()))
        .hasMessageContaining("another recipe, seed or data");
  }

  @Test
  void refusesATooLargeStateBeforeItTrains() {
    StreamRecipe large = recipe("network.units=[400, 400]", "network.embedding=4");
    Path out = directory.resolve("large");
    assertThatThrownBy(() -> StreamTraining.run(request(out, false, large), new KilledInEpoch(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the state of a machine would take")
        .hasMessageContaining("than the 2048 that it may");
  }

  private StreamTraining.Request request(Path out, boolean resume, StreamRecipe recipe) {
    return new StreamTraining.Request(data, Subset.FD001, out, recipe, resume);
  }

  private static StreamRecipe recipe(String... changes) {
    List<String> assignments =
        new ArrayList<>(
            List.of(
                "network.embedding=6",
                "network.units=[6, 5]",
                "network.head=4",
                "network.members=3",
                "data.sensors=[2, 3]",
                "training.epochs=6",
                "training.batchSize=4",
                "training.randomStart=0.2",
                "training.checkpointEveryEpochs=2",
                "training.weightAveraging=0.9"));
    assignments.addAll(List.of(changes));
    return StreamRecipes.load(StreamRecipes.DEFAULT, assignments);
  }

  /** Metrics without the wall time, which no two runs share. */
  private static List<StreamEpochMetrics> rows(Path out) throws IOException {
    return MetricsCsv.read(out.resolve("run/metrics.csv"), StreamEpochMetrics.class).stream()
        .map(
            row ->
                new StreamEpochMetrics(
                    row.epoch(),
                    row.learningRate(),
                    row.trainLoss(),
                    row.rmseTruncated(),
                    row.rmseLowest(),
                    row.rmseHighest(),
                    row.rmseEveryCycle(),
                    0))
        .toList();
  }

  /** Sensor 2 climbs towards failure; the others are noise or constant. */
  private static List<String> engines(SplittableRandom random, int count, int endsBefore) {
    List<String> lines = new ArrayList<>();
    for (int unit = 1; unit <= count; unit++) {
      int life = 60 + random.nextInt(20);
      for (int cycle = 1; cycle <= life - endsBefore; cycle++) {
        StringBuilder line = new StringBuilder(unit + " " + cycle + " 0 0 100");
        for (int sensor = 1; sensor <= 21; sensor++) {
          double value =
              sensor == 2
                  ? 600 + 10 * Math.exp((cycle - life) / 15.0) + random.nextDouble()
                  : sensor < 8 ? random.nextDouble() : 1;
          line.append(' ').append(value);
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class KilledInEpoch implements Progress {
    private final int epoch;

    KilledInEpoch(int epoch) {
      this.epoch = epoch;
    }

    @Override
    public void begin(String task, int epochs, long stepsPerEpoch, int epochsDone) {}

    @Override
    public void step(int at, long step, double loss) {
      if (at == epoch && step == 2) {
        throw new Killed();
      }
    }

    @Override
    public void endEpoch(int at, String summary) {}

    @Override
    public void close() {}
  }
}
