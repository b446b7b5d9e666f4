package io.harbinger.training.rul.stream;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.FeatureScaler;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.data.StreamEstimates;
import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import io.harbinger.training.evaluation.Truncations;
import io.harbinger.training.report.EvaluatedTrajectories;
import io.harbinger.training.report.TrajectoryReport;
import io.harbinger.training.rul.RulModelEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates a streaming model's directory on a test set, by {@link RulEvaluation#PROTOCOL} and
 * {@link TrajectoryEvaluation#PROTOCOL}: each engine is read from its first cycle to its last, and
 * what is said then counts.
 */
public final class StreamModelEvaluation {

  private static final long BOOTSTRAP_SEED = 1;

  private StreamModelEvaluation() {}

  /** The model's metrics over all engines of a test set. */
  public static StreamMetrics evaluate(Path model, Path data, Subset subset) {
    try (StreamRulModel loaded = StreamRulModel.load(model)) {
      List<RulTrajectory> trajectories = trajectories(loaded, data, subset);
      FailureRules rules = RulModelEvaluation.rules(loaded.spec().decisions());
      TrajectoryMetrics metrics = TrajectoryEvaluation.ofTest(trajectories, StreamExport.NOMINAL);
      return new StreamMetrics(
          RulEvaluation.of(
              trajectories.stream().map(trajectory -> trajectory.lastOutcome(rules)).toList(),
              new CourseLoss(0, loaded.spec().labelRange()),
              BOOTSTRAP_SEED),
          IntervalSummary.of(metrics),
          metrics);
    }
  }

  /**
   * Writes a report, one page with plots: on the engines that training held out where the training
   * file is there (they ran to failure, so how predictions close in on it can be told), and on the
   * test engines.
   *
   * @param compared beside which models to put it in a table, itself among them; may be empty
   */
  public static void report(
      Path model, Path data, Subset subset, List<ComparedModel> compared, Path file)
      throws IOException {
    List<EvaluatedTrajectories> sets = new ArrayList<>();
    heldOut(model, data, subset)
        .ifPresent(
            trajectories ->
                sets.add(
                    EvaluatedTrajectories.heldOut(
                        "Held-out engines",
                        trajectories,
                        Truncations.of(subset),
                        StreamExport.NOMINAL)));
    try (StreamRulModel loaded = StreamRulModel.load(model)) {
      sets.add(
          EvaluatedTrajectories.test(
              "Test engines", trajectories(loaded, data, subset), StreamExport.NOMINAL));
      TrajectoryReport.write(
          file,
          "%s/%s, %s".formatted(loaded.info().name(), loaded.info().version(), subset),
          sets,
          compared);
    }
  }

  /**
   * The model's figures in a table with others: of the engines that training held out where the
   * training file is there, and of the test engines.
   */
  public static ComparedModel compared(Path model, Path data, Subset subset, TrajectoryMetrics test)
      throws IOException {
    ModelDirectory directory = ModelDirectory.read(model);
    Optional<TrajectoryMetrics> heldOut =
        heldOut(model, data, subset)
            .map(
                trajectories ->
                    TrajectoryEvaluation.ofHeldOut(
                        trajectories, Truncations.of(subset), StreamExport.NOMINAL));
    return new ComparedModel(
        "network",
        "%s/%s; held out: by the single members that were not fitted to the engine; test: by all together"
            .formatted(directory.info().name(), directory.info().version()),
        heldOut.orElse(null),
        test);
  }

  /** Calibrated predictions of held-out engines; empty where they cannot be told. */
  private static Optional<List<RulTrajectory>> heldOut(Path model, Path data, Subset subset)
      throws IOException {
    return MemberPredictions.unlike(ModelDirectory.read(model), data, subset).isPresent()
        ? Optional.empty()
        : MemberPredictions.heldOut(model, data, subset).calibratedByOthers(Truncations.of(subset));
  }

  /** What a model says of each test engine at each of its cycles. */
  public static List<RulTrajectory> trajectories(StreamRulModel model, Path data, Subset subset) {
    List<EngineRun> engines = CmapssDirectory.test(data, subset);
    int[] rul = RulModelEvaluation.testRul(engines, data, subset);
    List<RulTrajectory> trajectories = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      trajectories.add(trajectory(model, engines.get(i), rul[i]));
    }
    return trajectories;
  }

  private static RulTrajectory trajectory(StreamRulModel model, EngineRun engine, int rulAtEnd) {
    RulWindow readings = ReadingWindow.of(engine.readings(), engine.readings().size());
    List<RulEstimate> estimates = StreamEstimates.of(model, engine);
    FeatureScaler scaler = model.spec().features().scaler();
    List<CyclePrediction> cycles = new ArrayList<>();
    for (int t = 0; t < estimates.size(); t++) {
      RulEstimate told = estimates.get(t);
      double low = told.low() == null ? told.rul() : told.low();
      double high = told.high() == null ? told.rul() : told.high();
      cycles.add(
          new CyclePrediction(
              engine.readings().get(t).cycle(),
              estimates.size() - 1.0 - t + rulAtEnd,
              told.rul(),
              low,
              high,
              told.within15(),
              told.within30(),
              scaler.condition(readings, t)));
    }
    return new RulTrajectory(engine.unit(), rulAtEnd == 0, cycles);
  }
}
