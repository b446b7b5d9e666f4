package io.harbinger.training.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    String page = template().execute(ReportPage.of(run));
    Path aside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(aside, page);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Template template() throws IOException {
    try (InputStream resource = TrainingReport.class.getResourceAsStream("/report/rul.html")) {
      if (resource == null) {
        throw new IllegalStateException("the report's template /report/rul.html is missing");
      }
      return Mustache.compiler()
          .compile(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
