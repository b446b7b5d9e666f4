package io.harbinger.cli.training;

import io.harbinger.source.cmapss.Subset;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the C-MAPSS data are; shared by the commands that read them. */
public final class CmapssOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Directory in NASA's layout: train_FD001.txt, test_FD001.txt, RUL_FD001.txt.")
  private Path data;

  @Option(
      names = "--subset",
      required = true,
      paramLabel = "SUBSET",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Subset subset;

  /** The directory. */
  public Path data() {
    return data;
  }

  /** Which of the four data sets. */
  public Subset subset() {
    return subset;
  }
}
