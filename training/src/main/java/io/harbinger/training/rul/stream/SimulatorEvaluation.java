package io.harbinger.training.rul.stream;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CmapssWriter;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.simulation.FirstLives;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.simulator.Likeness;
import io.harbinger.training.simulator.SimulatorMetrics;
import io.harbinger.training.simulator.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the simulated turbofans may stand for real ones: a network is trained on simulated
 * engines and asked about real ones, beside one that was trained on real ones and is asked about
 * those that it did not see; and the sensors' distributions are compared.
 *
 * <p>Both are told by single members, so that neither has the advantage of a mean.
 */
public final class SimulatorEvaluation {

  /** What the simulator imitates. */
  public static final Subset IMITATED = Subset.FD001;

  private static final String LICENCE = "none needed: simulated";

  private SimulatorEvaluation() {}

  /**
   * What is to be evaluated.
   *
   * @param data where the training file of the real engines is
   * @param real a streaming model that was trained on that file
   * @param out for the simulated engines and the network trained on them; a finished one of the
   *     same engines and recipe is taken as it is
   * @param engines how many to simulate
   * @param seed of the simulation
   * @param recipe of the training
   */
  public record Request(
      Path data, Path real, Path out, int engines, long seed, StreamRecipe recipe) {}

  /** Simulates, trains where that is left to do, and compares. */
  public static SimulatorMetrics run(Request request, Progress progress) throws IOException {
    List<EngineRun> real = CmapssDirectory.train(request.data(), IMITATED);
    List<EngineRun> simulated = FirstLives.of(request.engines(), request.seed());
    Path data = request.out().resolve("data");
    CmapssWriter.train(data, IMITATED, simulated);
    Path model = request.out().resolve("model");
    train(request, data, model, progress);

    int mostLeft = TestProtocol.mostLeft(IMITATED);
    MemberPredictions seenByNone =
        MemberPredictions.heldOut(request.real(), request.data(), IMITATED);
    Set<Integer> units = seenByNone.units();
    MemberPredictions strangers = MemberPredictions.ofStrangers(model, real).only(units);
    Transfer fromSimulated =
        transfer("simulated engines", strangers, mostLeft, strangers.together(mostLeft));
    Transfer fromReal = transfer("real engines", seenByNone, mostLeft, null);
    return new SimulatorMetrics(
        fromSimulated,
        fromReal,
        fromSimulated.rmseAtCuts() / fromReal.rmseAtCuts(),
        likeness(request.real(), real, simulated));
  }

  private static void train(Request request, Path data, Path model, Progress progress)
      throws IOException {
    if (Files.isDirectory(model.resolve("1"))) {
      ModelDirectory finished = ModelDirectory.open(model);
      boolean same =
          MemberPredictions.unlike(finished, data, IMITATED).isEmpty()
              && MemberPredictions.recipe(finished).equals(request.recipe());
      if (!same) {
        throw new IllegalArgumentException(
            "%s was trained on other simulated engines or by another recipe: give another --out, or remove it"
                .formatted(finished.path()));
      }
      return;
    }
    boolean begun = Files.isDirectory(model.resolve("run"));
    StreamTraining.run(
        new StreamTraining.Request(data, IMITATED, model, request.recipe(), begun, LICENCE),
        progress);
  }

  private static Transfer transfer(
      String trainedOn,
      MemberPredictions predictions,
      int mostLeft,
      @Nullable HeldOutError together) {
    HeldOutError pooled = predictions.pooled(mostLeft);
    return new Transfer(
        trainedOn,
        predictions.units().size(),
        pooled.truncated(),
        pooled.everyCycle(),
        predictions.each(mostLeft).stream().map(HeldOutError::truncated).toList(),
        together == null ? null : together.truncated());
  }

  private static Likeness likeness(Path model, List<EngineRun> real, List<EngineRun> simulated) {
    StreamSpec spec = StreamRulModel.spec(ModelDirectory.read(model));
    List<Integer> sensors = spec.features().sensors();
    int first = spec.settings() + 1;
    return Likeness.of(
        real,
        simulated,
        sensors,
        sensors.stream().map(sensor -> spec.channels().get(first + sensor).name()).toList());
  }
}
