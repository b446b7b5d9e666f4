package io.harbinger.training.report;

import io.harbinger.training.evaluation.ComparedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what a model said at each cycle of engines it had not seen as one HTML page that needs no
 * other file and no network.
 */
public final class TrajectoryReport {

  private TrajectoryReport() {}

  /**
   * Writes the page. Drawing needs a font, as {@link TrainingReport} does.
   *
   * @param file in a directory that exists
   * @param title the model's name and its data
   * @param sets at least one; the last is the headline
   */
  public static void write(Path file, String title, List<EvaluatedTrajectories> sets)
      throws IOException {
    write(file, title, sets, List.of());
  }

  /**
   * Likewise, with models beside each other in a table of their own.
   *
   * @param compared the model itself among them; may be empty
   */
  public static void write(
      Path file, String title, List<EvaluatedTrajectories> sets, List<ComparedModel> compared)
      throws IOException {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("no engines to report on (expected at least one set)");
    }
    ReportTemplate.write(file, "rul-trajectories.html", TrajectoryPage.of(title, sets, compared));
  }
}
