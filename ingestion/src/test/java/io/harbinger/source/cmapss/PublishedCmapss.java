package io.harbinger.source.cmapss;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** NASA's files, where this machine has them. */
public final class PublishedCmapss {

  private PublishedCmapss() {}

  /** Their directory; a test that asks for it is skipped where the file is absent. */
  public static Path holding(String file) {
    Path directory =
        Path.of(System.getProperty("harbinger.root", "."), "..", "shared", "data", "cmapss");
    assumeThat(Files.isRegularFile(directory.resolve(file)))
        .as("%s in %s: put NASA's C-MAPSS files there to run this test", file, directory)
        .isTrue();
    return directory;
  }
}
