package io.harbinger.source.cmapss;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes engines in the layout that {@link CmapssDirectory} reads: what is read back is what was
 * written.
 */
public final class CmapssWriter {

  private CmapssWriter() {}

  /**
   * Writes engines that ran to failure as a subset's training file, to the side and renamed, so
   * that there is never half a file.
   *
   * @param engines numbered 1, 2, 3 and so on, each from cycle 1
   * @return the file
   */
  public static Path train(Path directory, Subset subset, List<EngineRun> engines)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (EngineRun engine : engines) {
      for (CycleReading reading : engine.readings()) {
        text.append(engine.unit()).append(' ').append(reading.cycle());
        reading.settings().forEach(value -> append(text, value));
        reading.sensors().forEach(value -> append(text, value));
        text.append('\n');
      }
    }
    Files.createDirectories(directory);
    Path file = CmapssDirectory.trainFile(directory, subset);
    Path aside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(aside, text, StandardCharsets.US_ASCII);
    return Files.move(
        aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void append(StringBuilder text, double value) {
    text.append(' ').append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
  }
}
