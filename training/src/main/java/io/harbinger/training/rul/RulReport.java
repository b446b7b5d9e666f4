package io.harbinger.training.rul;

import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.training.data.FileChecksum;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.report.DataFile;
import io.harbinger.training.report.EpochMetrics;
import io.harbinger.training.report.EvaluatedEngines;
import io.harbinger.training.report.MetricsCsv;
import io.harbinger.training.report.TrainingReport;
import io.harbinger.training.report.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes a finished run's report; the test engines are in it only where their files are there. */
final class RulReport {

  private RulReport() {}

  static void write(
      RulTraining.Request request,
      RunDirectory directory,
      int keptEpoch,
      List<EngineOutcome> heldOut,
      Path modelPath)
      throws IOException {
    List<EpochMetrics> epochs = MetricsCsv.read(directory.metricsFile(), EpochMetrics.class);
    double seconds = epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
    Path trained = CmapssDirectory.trainFile(request.data(), request.subset());
    List<DataFile> files = new ArrayList<>();
    files.add(file(trained, "training and validation"));
    List<EvaluatedEngines> evaluations = new ArrayList<>();
    try (RulModel model = RulModel.load(modelPath)) {
      RulSpec spec = model.spec();
      evaluations.add(
          new EvaluatedEngines(
              "Held-out engines", heldOut, RulModelEvaluation.metrics(heldOut, spec)));
      Path test = CmapssDirectory.testFile(request.data(), request.subset());
      Path rul = CmapssDirectory.rulFile(request.data(), request.subset());
      if (Files.exists(test) && Files.exists(rul)) {
        files.add(file(test, "test"));
        files.add(file(rul, "test"));
        List<EngineOutcome> outcomes =
            RulModelEvaluation.outcomes(model, request.data(), request.subset());
        evaluations.add(
            new EvaluatedEngines(
                "Test engines", outcomes, RulModelEvaluation.metrics(outcomes, spec)));
      }
      FailureRules rules = RulModelEvaluation.rules(spec.decisions());
      TrainingReport.write(
          directory.report(),
          new TrainingRun(
              "rul-" + request.subset(),
              Files.readAttributes(directory.root(), BasicFileAttributes.class)
                  .creationTime()
                  .toInstant(),
              Duration.ofMillis(Math.round(seconds * 1000)),
              "%d processors, %s %s, Java %s"
                  .formatted(
                      Runtime.getRuntime().availableProcessors(),
                      System.getProperty("os.name"),
                      System.getProperty("os.arch"),
                      Runtime.version().feature()),
              request.recipe(),
              files,
              epochs,
              keptEpoch,
              rules,
              evaluations));
    }
  }

  private static DataFile file(Path path, String use) throws IOException {
    return new DataFile(String.valueOf(path.getFileName()), FileChecksum.sha256(path), use);
  }
}
