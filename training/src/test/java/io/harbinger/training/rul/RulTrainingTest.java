package io.harbinger.training.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Safetensors;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulExportReport;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulTorchScript;
import io.harbinger.model.rul.RulVerification;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.RulRecipe;
import io.harbinger.training.recipe.RulRecipes;
import io.harbinger.training.report.EpochMetrics;
import io.harbinger.training.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulTrainingTest {

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
    RulTraining.run(request(unbroken, false), Progress.silent());

    Path broken = directory.resolve("broken");
    assertThatThrownBy(() -> RulTraining.run(request(broken, false), new KilledInEpoch(3)))
        .isInstanceOf(Killed.class);
    RulTraining.run(request(broken, true), Progress.silent());

    assertThat(rows(broken)).isEqualTo(rows(unbroken)).hasSize(4);
    assertThat(broken.resolve("1/weights.safetensors"))
        .hasSameBinaryContentAs(unbroken.resolve("1/weights.safetensors"));
    RulMetrics metrics = RulModelEvaluation.evaluate(broken, data, Subset.FD001);
    assertThat(metrics).isEqualTo(RulModelEvaluation.evaluate(unbroken, data, Subset.FD001));
    assertThat(unbroken.resolve("run/report.html")).isNotEmptyFile();
  }

  @Test
  void servesWhatItTrained() throws IOException {
    Path out = directory.resolve("out");
    RulTraining.run(request(out, false), Progress.silent());
    try (RulModel model = RulModel.load(out)) {
      List<RulEstimate> estimates =
          CmapssDirectory.train(data, Subset.FD001).stream()
              .map(engine -> ReadingWindow.of(engine.readings(), 10))
              .map(window -> model.predict(List.of(window)).get(0))
              .toList();
      assertThat(estimates)
          .allSatisfy(
              estimate -> {
                assertThat(estimate.rul()).isBetween(0.0, 125.0);
                assertThat(estimate.within15()).isLessThanOrEqualTo(estimate.within30());
              });
      double atTheEnd = estimates.stream().mapToDouble(RulEstimate::rul).average().orElseThrow();
      double atTheBeginning =
          CmapssDirectory.train(data, Subset.FD001).stream()
              .map(engine -> ReadingWindow.of(engine.readings().subList(0, 10), 10))
              .mapToDouble(window -> model.predict(List.of(window)).get(0).rul())
              .average()
              .orElseThrow();
      assertThat(atTheEnd).isLessThan(atTheBeginning);
    }
  }

  @Test
  void trainsServesAndExportsAnotherCellByItsName() throws IOException {
    Path out = directory.resolve("out");
    RulRecipe recipe = recipe("ind-rnn activation=relu longestMemory=10", "network.attention=true");
    RulTraining.run(
        new RulTraining.Request(data, Subset.FD001, out, recipe, false), Progress.silent());

    ModelDirectory version = ModelDirectory.open(out);
    // |u| <= 2^(1/10), the paper's bound, also after the last update.
    assertThat(weights(out).tensors().get("ind_rnn1.recurrentWeight").values())
        .hasSize(6)
        .satisfies(
            weights -> {
              for (float weight : weights) {
                assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) Math.pow(2, 0.1));
              }
            });
    try (RulModel model = RulModel.load(out)) {
      assertThat(model.spec().network().cell()).isEqualTo(recipe.network().cell());
    }
    assertThat(RulVerification.of(version)).allMatch(ModelCheck::passed);
    RulExportReport export = RulTorchScript.write(out, directory.resolve("rul.pt"));
    assertThat(export.module().negligible()).isTrue();
    assertThat(export.control().negligible()).isFalse();
  }

  @Test
  void refusesToOverwriteARunOrToGoOnWithAnother() throws IOException {
    Path out = directory.resolve("out");
    RulTraining.run(request(out, false), Progress.silent());
    assertThatThrownBy(() -> RulTraining.run(request(out, false), Progress.silent()))
        .hasMessageContaining("--resume");
    RulRecipe other = recipe().withSeed(99);
    assertThatThrownBy(
            () ->
                RulTraining.run(
                    new RulTraining.Request(data, Subset.FD001, out, other, true),
                    Progress.silent()))
        .hasMessageContaining("another recipe, seed or data");
  }

  private RulTraining.Request request(Path out, boolean resume) {
    return new RulTraining.Request(data, Subset.FD001, out, recipe(), resume);
  }

  private static RulRecipe recipe() {
    return recipe("janet");
  }

  private static RulRecipe recipe(String cell, String... more) {
    return RulRecipes.load("rul-default", Stream.concat(small(cell), Stream.of(more)).toList());
  }

  private static Stream<String> small(String cell) {
    return Stream.of(
        "network.cell=" + cell,
        "network.units=[8, 6]",
        "data.window=10",
        "data.validationFraction=0.25",
        "training.epochs=4",
        "training.batchSize=16",
        "training.inputNoise=0.1",
        "training.offsetNoise=0.1",
        "training.weightAveraging=0.9");
  }

  private static Safetensors weights(Path out) throws IOException {
    return Safetensors.decode(Files.readAllBytes(out.resolve("1/weights.safetensors")), "weights");
  }

  /** Metrics without the wall time, which no two runs share. */
  private static List<EpochMetrics> rows(Path out) throws IOException {
    return MetricsCsv.read(out.resolve("run/metrics.csv"), EpochMetrics.class).stream()
        .map(
            row ->
                new EpochMetrics(
                    row.epoch(),
                    row.learningRate(),
                    row.trainLoss(),
                    row.trainFailureLoss(),
                    row.trainRulLoss(),
                    row.validationLoss(),
                    row.validationFailureLoss(),
                    row.validationRulLoss(),
                    row.validationRmseCapped(),
                    row.validationRmseAllCycles(),
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

  private record KilledInEpoch(int epoch) implements Progress {
    @Override
    public void begin(String task, int epochs, long stepsPerEpoch, int epochsDone) {}

    @Override
    public void step(int current, long step, double loss) {
      if (current == epoch && step == 2) {
        throw new Killed();
      }
    }

    @Override
    public void endEpoch(int current, String summary) {}

    @Override
    public void close() {}
  }
}
