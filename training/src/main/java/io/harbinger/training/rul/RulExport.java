package io.harbinger.training.rul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.harbinger.model.Manifest;
import io.harbinger.model.rul.RulModelWriter;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRule;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.ThresholdChoice;
import io.harbinger.training.recipe.RulRecipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns a finished run into a model directory: decision rules, metrics, sample, weights. */
final class RulExport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LICENCE = "NASA public download (C-MAPSS, Saxena and Goebel, 2008)";

  private RulExport() {}

  static Path write(
      RulTraining.Request request,
      RunDirectory directory,
      RulTrainer trainer,
      RulValidation validation,
      EngineSplit split,
      RulScaling scaling,
      String checksum)
      throws IOException {
    Path version = request.out().resolve("1");
    if (Files.exists(version)) {
      // A run that was killed between its export and its end, or resumed after it: the same weights
      // again.
      return version;
    }
    RulNetwork network = trainer.bestNetwork();
    FailureRules rules =
        ThresholdChoice.choose(
            validation.outcomes(network, trainer.manager(), FailureRules.EVEN_CHANCE));
    List<EngineOutcome> heldOut = validation.outcomes(network, trainer.manager(), rules);
    double labelRange =
        split.training().stream().mapToInt(e -> e.readings().size() - 1).max().orElseThrow();
    RulSpec spec =
        new RulSpec(
            network.config(),
            scaling,
            CmapssChannels.all(),
            CycleReading.SETTINGS,
            labelRange,
            List.of(decision(rules.within15()), decision(rules.within30())));
    ObjectNode metrics = JSON.createObjectNode();
    metrics.put("bestEpoch", trainer.bestEpoch());
    metrics.put("heldOutProtocol", RulValidation.PROTOCOL);
    metrics.set(
        "heldOut",
        JSON.valueToTree(
            RulEvaluation.of(heldOut, new CourseLoss(0, labelRange), request.recipe().seed())));
    String file =
        CmapssDirectory.trainFile(request.data(), request.subset()).getFileName().toString();
    JsonNode recipe = new YAMLMapper().readTree(RulRecipes.toYaml(request.recipe()));
    if (!Files.exists(version)) {
      // It exists where a run was killed after its export: the same weights, nothing to write.
      RulModelWriter.write(
          version,
          spec,
          network,
          samples(split.heldOut(), request.recipe().data().window()),
          List.of(new Manifest.DataSource(file, checksum, LICENCE)),
          metrics,
          recipe);
    }
    RulReport.write(request, directory, trainer.bestEpoch(), heldOut, version);
    return version;
  }

  /** The first held-out engine at a third of its life and at its end. */
  private static List<RulWindow> samples(List<EngineRun> heldOut, int window) {
    List<CycleReading> readings = heldOut.get(0).readings();
    return List.of(
        ReadingWindow.of(readings.subList(0, readings.size() / 3), window),
        ReadingWindow.of(readings, window));
  }

  private static RulSpec.Decision decision(FailureRule rule) {
    return new RulSpec.Decision(
        rule.horizon(), rule.signal().name().toLowerCase(Locale.ROOT), rule.threshold());
  }
}
