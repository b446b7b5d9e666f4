package io.harbinger.training.rul;

import io.harbinger.training.report.EpochRow;
import io.harbinger.training.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run keeps its files: beside the versions of the model that it trains.
 *
 * @param root the run's directory
 */
public record RunDirectory(Path root) {

  /** The directory of a new run, or of one to go on with; refuses the one for the other. */
  public static RunDirectory open(Path out, boolean resume) throws IOException {
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

  /** Whether a checkpoint is there. */
  public boolean begun() {
    return Files.exists(checkpoint());
  }

  /** The checkpoint. */
  public Path checkpoint() {
    return root.resolve("checkpoint.safetensors");
  }

  /** The resolved recipe. */
  public Path recipe() {
    return root.resolve("recipe.yaml");
  }

  /** The report. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** The epochs. */
  public Path metricsFile() {
    return root.resolve("metrics.csv");
  }

  /** The epochs, to be written on. */
  public <R extends EpochRow> MetricsCsv<R> metrics(int epochsDone, Class<R> row)
      throws IOException {
    return epochsDone > 0
        ? MetricsCsv.resume(metricsFile(), epochsDone, row)
        : MetricsCsv.create(metricsFile(), row);
  }
}
