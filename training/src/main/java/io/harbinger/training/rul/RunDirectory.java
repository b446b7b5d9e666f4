package io.harbinger.training.rul;

import io.harbinger.training.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run keeps its files: beside the versions of the model that it trains.
 *
 * @param root the run's directory
 */
record RunDirectory(Path root) {

  /** The directory of a new run, or of one to go on with; refuses the one for the other. */
  static RunDirectory open(Path out, boolean resume) throws IOException {
    RunDirectory directory = new RunDirectory(out.resolve("run"));
    boolean begun = Files.exists(directory.checkpoint());
    if (begun && !resume) {
      throw new IllegalArgumentException(
          "%s already holds a run: give --resume to go on with it, or another --out"
              .formatted(out));
    }
    Files.createDirectories(directory.root());
    return directory;
  }

  boolean begun() {
    return Files.exists(checkpoint());
  }

  Path checkpoint() {
    return root.resolve("checkpoint.safetensors");
  }

  Path recipe() {
    return root.resolve("recipe.yaml");
  }

  Path report() {
    return root.resolve("report.html");
  }

  Path metricsFile() {
    return root.resolve("metrics.csv");
  }

  MetricsCsv metrics(int epochsDone) throws IOException {
    return epochsDone > 0
        ? MetricsCsv.resume(metricsFile(), epochsDone)
        : MetricsCsv.create(metricsFile());
  }
}
