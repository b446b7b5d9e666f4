package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.model.ModelDirectory;
import io.harbinger.source.cmapss.CmapssWriter;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.simulation.FirstLives;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import io.harbinger.training.evaluation.Truncations;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.simulator.SimulatorMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on NASA's training engines that its members held out. */
class ShippedModelTest {

  private static final Path ROOT = Path.of(System.getProperty("harbinger.root"));
  private static final Path MODEL = ROOT.resolve("models/rul-fd001");
  private static final Path DATA = ROOT.resolve("../shared/data/cmapss");
  private static final int MOST_LEFT = TestProtocol.mostLeft(Subset.FD001);

  @BeforeEach
  void needsData() {
    assumeTrue(
        Files.isRegularFile(DATA.resolve("train_FD001.txt")),
        "no train_FD001.txt of NASA's in " + DATA + ": nothing to measure on");
  }

  @Test
  void itsMembersErrAsTheirTrainingMeasured() throws Exception {
    JsonNode metrics = ModelDirectory.open(MODEL).manifest().metrics();
    MemberPredictions predictions = MemberPredictions.heldOut(MODEL, DATA, Subset.FD001);
    List<HeldOutError> each = predictions.each(MOST_LEFT);
    // The third member that the training measured only calibrates: it does not ship.
    assertThat(each).hasSize(2);
    for (int member = 0; member < each.size(); member++) {
      assertThat(each.get(member).truncated())
          .isCloseTo(metrics.at("/memberRmse/" + member).asDouble(), within(1e-3));
    }
    TrajectoryMetrics calibrated =
        TrajectoryEvaluation.ofHeldOut(
            predictions.calibratedByOthers(Truncations.OF_ONE_CONDITION).orElseThrow(),
            Truncations.OF_ONE_CONDITION,
            0.9);
    assertThat(calibrated.interval().coverage())
        .as("measured by three members: %s", metrics.at("/calibratedByOthers/coverage90"))
        .isBetween(0.85, 0.95);
    assertThat(calibrated.prognosis()).isNotNull();
  }

  @Test
  void aLateStartCostsMostWhileLittleHasBeenSeen() throws Exception {
    LateStartMetrics metrics = LateStartEvaluation.of(MODEL, DATA, Subset.FD001, 2, 1);
    assertThat(metrics.engines()).isEqualTo(40);
    LateStartMetrics.Row first = metrics.bySeen().get(0);
    LateStartMetrics.Row last = metrics.bySeen().get(metrics.bySeen().size() - 1);
    assertThat(first.ageKnown().rmse()).isGreaterThan(1.2 * first.fromFirst().rmse());
    assertThat(last.ageKnown().rmse()).isCloseTo(last.fromFirst().rmse(), within(2.0));
    assertThat(metrics.bySeen().stream().mapToDouble(LateStartMetrics.Row::share).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void besideItANetworkThatLearnedLittleFromSimulatedEnginesIsNotAccepted(@TempDir Path out)
      throws Exception {
    SimulatorEvaluation.Request request = simulated(out, "training.epochs=1");

    SimulatorMetrics metrics = SimulatorEvaluation.run(request, Progress.silent());

    assertThat(metrics.fromReal().engines()).isEqualTo(40);
    assertThat(metrics.fromSimulated().engines()).isEqualTo(40);
    assertThat(metrics.fromSimulated().memberRmseAtCuts()).hasSize(2);
    assertThat(metrics.ratio())
        .isEqualTo(metrics.fromSimulated().rmseAtCuts() / metrics.fromReal().rmseAtCuts())
        .isGreaterThan(SimulatorMetrics.ACCEPTED_RATIO);
    assertThat(metrics.accepted()).isFalse();
    FileTime written = Files.getLastModifiedTime(out.resolve("model/1/weights.safetensors"));
    assertThat(SimulatorEvaluation.run(request, Progress.silent())).isEqualTo(metrics);
    assertThat(Files.getLastModifiedTime(out.resolve("model/1/weights.safetensors")))
        .as("a finished network is taken as it is")
        .isEqualTo(written);
    assertThatThrownBy(
            () -> SimulatorEvaluation.run(simulated(out, "training.epochs=2"), Progress.silent()))
        .hasMessageContaining("by another recipe: give another --out");
  }

  private static SimulatorEvaluation.Request simulated(Path out, String change) {
    return new SimulatorEvaluation.Request(
        DATA,
        MODEL,
        out,
        20,
        1,
        StreamRecipes.load(
            "rul-stream", List.of(change, "network.units=[4]", "network.embedding=4")));
  }

  @Test
  void aFileThatItWasNotTrainedOnIsRefused(@TempDir Path other) throws Exception {
    CmapssWriter.train(other, Subset.FD001, FirstLives.of(20, 1));
    assertThatThrownBy(() -> MemberPredictions.heldOut(MODEL, other, Subset.FD001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train_FD001.txt is not what")
        .hasMessageContaining("963b5e22825b34d8");
  }
}
