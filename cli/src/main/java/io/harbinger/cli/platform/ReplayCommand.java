package io.harbinger.cli.platform;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.publish.PublishReport;
import io.harbinger.source.replay.CmapssReplay;
import io.harbinger.source.replay.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes recorded engines to Kafka. */
@Command(
    name = "replay",
    description = {
      "Write NASA's recorded engines to Kafka: cycle 1 of every engine, then cycle 2, and so on."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the test engines of FD001, 200 readings a second",
      "  ./harbinger replay --data DIR --subset FD001 --rate 200"
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Directory in NASA's layout.")
  private Path data;

  @Option(
      names = "--subset",
      required = true,
      paramLabel = "SUBSET",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Subset subset;

  @Option(
      names = "--recording",
      paramLabel = "SET",
      defaultValue = "TEST",
      description = "test: records that end before failure; train: to failure (default: test).")
  private Recording recording;

  @Option(
      names = "--units",
      paramLabel = "N",
      split = ",",
      description = "Only these engines, by their numbers, as 3,17 (default: all).")
  private List<Integer> units = List.of();

  @Mixin private PublishOptionsMixin publish;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    CmapssReplay replay =
        units.isEmpty()
            ? CmapssReplay.of(data, subset, recording)
            : CmapssReplay.of(data, subset, recording, units);
    PublishReport report = publish.publish(replay);
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), report);
    } else {
      spec.commandLine()
          .getOut()
          .printf("%,d of %,d readings%n", report.readings(), replay.count());
    }
    return 0;
  }
}
