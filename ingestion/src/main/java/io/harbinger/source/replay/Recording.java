package io.harbinger.source.replay;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which engines of a C-MAPSS subset are replayed. */
public enum Recording {
  /** Engines that ran to failure. */
  TRAIN,
  /** Engines whose records end some time before failure. */
  TEST;

  List<EngineRun> read(Path directory, Subset subset) {
    return switch (this) {
      case TRAIN -> CmapssDirectory.train(directory, subset);
      case TEST -> CmapssDirectory.test(directory, subset);
    };
  }

  /**
   * The asset that a unit is replayed as, for instance {@code FD001-test-017}: subset, recording
   * and the unit's number in its file, at least three digits. It depends on nothing else, so a unit
   * keeps its name whatever else is replayed beside it.
   */
  public String asset(Subset subset, int unit) {
    return String.format(Locale.ROOT, "%s-%s-%03d", subset, name().toLowerCase(Locale.ROOT), unit);
  }
}
