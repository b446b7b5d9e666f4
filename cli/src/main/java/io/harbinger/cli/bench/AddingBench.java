package io.harbinger.cli.bench;

import io.harbinger.training.adding.AddingCell;
import io.harbinger.training.adding.AddingResult;
import io.harbinger.training.adding.AddingResults;
import io.harbinger.training.adding.AddingSettings;
import io.harbinger.training.adding.AddingTarget;
import io.harbinger.training.adding.AddingTrial;
import io.harbinger.training.adding.AddingTrial.Measurement;
import io.harbinger.training.report.AddingPlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Trains cells on the adding problem, one after the other on the calling thread, and keeps what
 * comes of each at once.
 *
 * @param settings of each trial; the seed is that of the weights too
 * @param units of each layer
 * @param target where a cell stops early
 * @param nanoTime a clock as {@link System#nanoTime}
 * @param progress hears of each measurement
 */
record AddingBench(
    AddingSettings settings,
    int units,
    AddingTarget target,
    LongSupplier nanoTime,
    PrintWriter progress) {

  AddingBench {
    if (units < 1) {
      throw new IllegalArgumentException(units + " hidden units (expected at least 1)");
    }
  }

  /** Trains the cells in order; gives their results. */
  List<AddingResult> run(List<AddingCell> cells, AddingResults results) throws IOException {
    List<AddingResult> finished = new ArrayList<>();
    for (AddingCell cell : cells) {
      AddingResult result = run(cell, results);
      results.add(result);
      AddingPlot.write(results);
      finished.add(result);
    }
    return List.copyOf(finished);
  }

  private AddingResult run(AddingCell cell, AddingResults results) throws IOException {
    results.begin(cell);
    long start = nanoTime.getAsLong();
    List<Measurement> curve;
    try {
      curve =
          new AddingTrial(settings)
              .run(
                  cell.create(units, settings.steps(), settings.seed()),
                  target,
                  measurement -> note(cell, measurement, start, results));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Measurement last = curve.get(curve.size() - 1);
    OptionalInt solvedAt = target.reachedAt(curve);
    return new AddingResult(
        cell.label(),
        settings.steps(),
        units,
        cell.layers(),
        settings.batch(),
        settings.learningRate(),
        settings.seed(),
        target.error(),
        solvedAt.isPresent() ? solvedAt.getAsInt() : null,
        last.update(),
        last.error(),
        seconds(start));
  }

  private void note(AddingCell cell, Measurement measurement, long start, AddingResults results) {
    try {
      results.add(cell, measurement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.println(
        String.format(
            Locale.ROOT,
            "%-10s update %5d of %d   error %.5f   %.0f s",
            cell.label(),
            measurement.update(),
            settings.updates(),
            measurement.error(),
            seconds(start)));
    progress.flush();
  }

  private double seconds(long start) {
    return Math.round((nanoTime.getAsLong() - start) / 1e8) / 10.0;
  }
}
