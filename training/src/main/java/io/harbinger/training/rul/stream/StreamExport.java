package io.harbinger.training.rul.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.harbinger.model.Manifest;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.model.rul.stream.StreamModelWriter;
import io.harbinger.model.rul.stream.StreamNetworkConfig;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.conformal.IntervalFit;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRule;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.ThresholdChoice;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.Truncations;
import io.harbinger.training.recipe.StreamDataRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.report.EvaluatedTrajectories;
import io.harbinger.training.report.TrajectoryReport;
import io.harbinger.training.rul.CmapssChannels;
import io.harbinger.training.rul.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a finished run into a model directory: calibration, decision rules, metrics, weights. */
final class StreamExport {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Share of truths that a shipped interval is to hold. */
  static final double NOMINAL = IntervalFit.DEFAULT.nominal();

  private StreamExport() {}

  static Path write(
      StreamTraining.Request request,
      RunDirectory directory,
      StreamTrainer trainer,
      StreamNetworkConfig network,
      StreamFeatures features,
      MemberSplit split,
      List<EngineRun> engines,
      String checksum)
      throws IOException {
    Path version = request.out().resolve("1");
    if (Files.exists(version)) {
      // A run that was killed between its export and its end, or resumed after it: the same weights
      // again.
      return version;
    }
    StreamDataRecipe data = request.recipe().data();
    int mostLeft = TestProtocol.mostLeft(request.subset());
    List<List<HeldOutPrediction>> members = trainer.heldOutPredictions();
    List<HeldOutPrediction> heldOut = HeldOutEnsemble.of(members);
    RandomCuts cuts =
        new RandomCuts(data.cap(), data.horizons(), mostLeft, request.recipe().seed());
    FailureRules rules = ThresholdChoice.choose(cuts.outcomes(heldOut, FailureRules.EVEN_CHANCE));
    List<EngineOutcome> outcomes = cuts.outcomes(heldOut, rules);
    Truncations truncations = Truncations.of(request.subset());
    Optional<HeldOutCalibration> calibration =
        HeldOutCalibration.of(split, members, data.horizons(), data.cap(), truncations);
    double labelRange = engines.stream().mapToInt(e -> e.readings().size() - 1).max().orElseThrow();
    StreamSpec spec =
        new StreamSpec(
            network,
            features,
            CmapssChannels.all(),
            CycleReading.SETTINGS,
            data.cap(),
            labelRange,
            List.of(decision(rules.within15()), decision(rules.within30())),
            calibration.map(c -> c.calibration().interval()).orElse(null),
            calibration.map(c -> c.calibration().failure()).orElse(null));
    ObjectNode metrics = metrics(request, members, mostLeft);
    metrics.set(
        "heldOut",
        JSON.valueToTree(
            RulEvaluation.of(outcomes, new CourseLoss(0, labelRange), request.recipe().seed())));
    calibration.ifPresent(
        c ->
            metrics.set(
                "calibratedByOthers",
                JSON.valueToTree(
                    IntervalSummary.of(
                        TrajectoryEvaluation.ofHeldOut(c.measured(), truncations, NOMINAL)))));
    String file =
        CmapssDirectory.trainFile(request.data(), request.subset()).getFileName().toString();
    JsonNode recipe = new YAMLMapper().readTree(StreamRecipes.toYaml(request.recipe()));
    StreamModelWriter.write(
        version,
        spec,
        StreamModelWriter.tensors(trainer.averaged(), network.members()),
        ReadingWindow.of(engines.get(0).readings(), engines.get(0).readings().size()),
        List.of(new Manifest.DataSource(file, checksum, request.licence())),
        metrics,
        recipe,
        request.recipe().network().largestState());
    if (calibration.isPresent()) {
      report(request, directory, calibration.get().measured(), truncations);
    }
    return version;
  }

  private static void report(
      StreamTraining.Request request,
      RunDirectory directory,
      List<RulTrajectory> measured,
      Truncations truncations)
      throws IOException {
    TrajectoryReport.write(
        directory.report(),
        "%s, %s".formatted(request.out().getFileName(), request.subset()),
        List.of(EvaluatedTrajectories.heldOut("Held-out engines", measured, truncations, NOMINAL)));
  }

  private static ObjectNode metrics(
      StreamTraining.Request request, List<List<HeldOutPrediction>> members, int mostLeft) {
    double cap = request.recipe().data().cap();
    ObjectNode metrics = JSON.createObjectNode();
    metrics.put("heldOutProtocol", protocol(request, mostLeft));
    List<Double> each =
        members.stream().map(own -> HeldOutError.of(own, cap, mostLeft).truncated()).toList();
    double mean = each.stream().collect(Collectors.averagingDouble(rmse -> rmse));
    double squares = each.stream().mapToDouble(rmse -> (rmse - mean) * (rmse - mean)).sum();
    metrics.set("memberRmse", JSON.valueToTree(each));
    metrics.put("memberRmseMean", mean);
    metrics.put(
        "memberRmseStandardDeviation",
        each.size() < 2 ? 0 : Math.sqrt(squares / (each.size() - 1)));
    HeldOutError together = HeldOutError.of(HeldOutEnsemble.of(members), cap, mostLeft);
    metrics.put("rmseEveryCut", together.truncated());
    metrics.put("rmseEveryCycle", together.everyCycle());
    return metrics;
  }

  private static String protocol(StreamTraining.Request request, int mostLeft) {
    String engines =
        switch (request.recipe().data().heldOut()) {
          case FOLDS -> "Every training engine, told by the one member that was not fitted to it";
          case SHARED -> "Training engines held out of all members, told by their mean";
        };
    return "%s; calibratedByOthers: what the calibration gives where each engine is calibrated by those of other folds; heldOut: each engine cut short %d times with an RUL drawn evenly from 6 to %d cycles, the decision rules chosen on these very outcomes; rmseEveryCut: at every such cycle, engines counting alike; rmseEveryCycle: all cycles counting alike; memberRmse: every member on its own held-out engines, as rmseEveryCut."
        .formatted(engines, RandomCuts.CUTS, mostLeft);
  }

  private static RulSpec.Decision decision(FailureRule rule) {
    return new RulSpec.Decision(
        rule.horizon(), rule.signal().name().toLowerCase(Locale.ROOT), rule.threshold());
  }
}
