package io.harbinger.cli.bench;

import io.harbinger.cli.bench.load.Throughput;
import io.harbinger.cli.bench.load.ThroughputMeter;
import io.harbinger.cli.output.JsonDocument;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the recurrent cells. */
@Command(
    name = "cells",
    description = {
      "Measure how fast the recurrent cells are, on one thread.",
      "Two passes over whole sequences: inference, and training, which is forward and backward to the gradients of all weights, without an update of them."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: two cells at the size of the shipped model's first layer",
      "  ./harbinger bench cells --cells lstm,janet --time 50 --units 100",
      "",
      "Beside PyTorch in the same run: benchmarks/cells/run."
    })
final class BenchCellsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--cells",
      split = ",",
      paramLabel = "CELL",
      description = {
        "Which cells (default: all).",
        "lstm, gru, gru-after (resets after the product), janet, ind-rnn, indy-lstm, indy-gru, sru, sru-v1, qrnn, tanh-rnn."
      })
  private List<String> cells = List.of(BenchedCell.labels().split(","));

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,32,256",
      description = "Sequences of a call (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--time",
      paramLabel = "STEPS",
      defaultValue = "50",
      description = "Steps of a sequence (default: ${DEFAULT-VALUE}).")
  private int time;

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "25",
      description = "Features of an input (default: ${DEFAULT-VALUE}).")
  private int features;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "100",
      description = "Units of a cell (default: ${DEFAULT-VALUE}).")
  private int units;

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      defaultValue = "cpu",
      description =
          "cpu: the thread's time on a processor, fair on a busy machine; or wall (default: ${DEFAULT-VALUE}).")
  private String clock;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "0.5",
      description = "Length of a round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      description = "How long each is run before its first round (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(names = "--json", description = "Print the figures as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    CellBenchReport report = bench().run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return 0;
  }

  private CellBench bench() {
    try {
      BenchClock chosen = BenchClock.of(clock);
      ThroughputMeter meter =
          new ThroughputMeter(chosen.nanoTime(), duration(warmUp), duration(seconds), rounds);
      return new CellBench(
          cells.stream().map(BenchedCell::of).toList(),
          batches,
          time,
          features,
          units,
          chosen,
          meter);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void print(PrintWriter out, CellBenchReport report) {
    out.println(
        "%d steps, %d features, %d units, %s time"
            .formatted(report.time(), report.features(), report.units(), report.clock().label()));
    out.println("cell       pass       batch  ms a call   sequences a second");
    for (CellBenchReport.Rate rate : report.rates()) {
      Throughput told = rate.sequencesPerSecond();
      out.println(
          String.format(
              Locale.ROOT,
              "%-10s %-9s %6d %10.2f   %.0f (%.0f to %.0f)",
              rate.cell(),
              rate.pass().name().toLowerCase(Locale.ROOT),
              rate.batch(),
              rate.milliseconds(),
              told.median(),
              told.lowest(),
              told.highest()));
    }
    out.flush();
  }
}
