package io.harbinger.training.report;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a {@link TrainingRun} as one HTML page that needs no other file and no network. */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * Writes the page to the side and renames it, so that there is never half a report.
   *
   * <p>Drawing needs a font, which the JVM finds through fontconfig on Linux; write the model
   * directory first, so that a machine without fonts costs the report alone.
   *
   * @param file usually {@code report.html} of the run directory, which must exist
   */
  public static void write(Path file, TrainingRun run) throws IOException {
    ReportTemplate.write(file, "rul.html", ReportPage.of(run));
  }
}
