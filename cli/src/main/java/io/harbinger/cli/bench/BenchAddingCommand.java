package io.harbinger.cli.bench;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.training.adding.AddingCell;
import io.harbinger.training.adding.AddingResult;
import io.harbinger.training.adding.AddingResults;
import io.harbinger.training.adding.AddingSettings;
import io.harbinger.training.adding.AddingTarget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the recurrent cells on the adding problem. */
@Command(
    name = "adding",
    description = {
      "Measure how long the recurrent cells remember: train each on the adding problem.",
      "A sequence has numbers from 0 to 1, two of them marked; the cell must tell the sum of the two at the end. To say 1 always has a mean squared error of 0.1667. A cell stops when its error on 1000 held-out sequences stays below the target for 3 measurements.",
      "Writes OUT/adding.csv, OUT/curves/CELL.csv and a plot, OUT/adding.svg and .png, as the cells finish."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: two cells over 100 steps",
      "  ./harbinger bench adding --cells gru,tanh-rnn --time 100 --out runs/adding-100"
    })
final class BenchAddingCommand implements Callable<Integer> {

  private static final int HELD_OUT = 1000;
  private static final int IN_A_ROW = 3;
  private static final double CLIP_NORM = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--cells",
      split = ",",
      paramLabel = "CELL",
      description = {
        "Which cells, in which order (default: all).",
        "gru, janet (chrono), ind-rnn, lstm, indy-lstm, indy-gru, sru, sru-v1, qrnn, tanh-rnn; ind-rnn, sru, sru-v1 and qrnn have two layers."
      })
  private List<String> cells = List.of(AddingCell.labels().split(","));

  @Option(
      names = "--time",
      paramLabel = "STEPS",
      defaultValue = "100",
      description = "Steps of a sequence (default: ${DEFAULT-VALUE}).")
  private int time;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "5000",
      description = "The most updates of a cell (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--measure-every",
      paramLabel = "N",
      defaultValue = "100",
      description = "Updates from one measurement to the next (default: ${DEFAULT-VALUE}).")
  private int measureEvery;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      defaultValue = "128",
      description = "Units of each layer (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "50",
      description = "Sequences of an update (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "1e-3",
      description = "Of Adam, gradients clipped at norm 1 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--decay-every",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Updates in which the learning rate falls to a tenth, 0 for never (default:"
              + " ${DEFAULT-VALUE}).")
  private int decayEvery;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the weights and the data (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--target",
      paramLabel = "ERROR",
      defaultValue = "0.01",
      description = "The mean squared error to stay below (default: ${DEFAULT-VALUE}).")
  private double target;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      defaultValue = "runs/bench-adding",
      description =
          "Where the results go, a directory for each length of sequences (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print the results as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    AddingBench bench;
    AddingResults results;
    List<AddingCell> chosen;
    try {
      chosen = cells.stream().map(AddingCell::of).toList();
      bench = bench();
      results = AddingResults.open(out, time);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<AddingResult> finished = bench.run(chosen, results);
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(print, finished);
    } else {
      print(print, finished);
    }
    return 0;
  }

  private AddingBench bench() {
    AddingSettings settings =
        new AddingSettings(
            time,
            batch,
            updates,
            measureEvery,
            HELD_OUT,
            learningRate,
            decayEvery,
            CLIP_NORM,
            seed);
    return new AddingBench(
        settings,
        hidden,
        new AddingTarget(target, IN_A_ROW),
        System::nanoTime,
        spec.commandLine().getErr());
  }

  private void print(PrintWriter print, List<AddingResult> finished) {
    for (AddingResult result : finished) {
      Integer solvedAt = result.solvedAt();
      print.println(
          String.format(
              Locale.ROOT,
              "%-10s %-22s error %.5f after %d updates, %.0f s",
              result.cell(),
              solvedAt == null ? "not solved" : "solved at update " + solvedAt,
              result.error(),
              result.updates(),
              result.seconds()));
    }
    print.println("plot       " + out.resolve("adding.svg"));
    print.flush();
  }
}
