package io.harbinger.training.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Fills a template of {@code /report}; templates include one another by name. */
final class ReportTemplate {

  private ReportTemplate() {}

  /** Writes a page to the side and renames it, so that there is never half a report. */
  static void write(Path file, String template, Object filling) throws IOException {
    String page;
    try (Reader reader = open(template)) {
      page = Mustache.compiler().withLoader(ReportTemplate::open).compile(reader).execute(filling);
    }
    Path aside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(aside, page);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Reader open(String name) {
    InputStream resource = ReportTemplate.class.getResourceAsStream("/report/" + name);
    if (resource == null) {
      throw new IllegalStateException(
          "the report's template /report/%s is missing".formatted(name));
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
