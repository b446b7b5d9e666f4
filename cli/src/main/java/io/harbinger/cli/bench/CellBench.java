package io.harbinger.cli.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.cli.bench.CellBenchReport.Pass;
import io.harbinger.cli.bench.CellBenchReport.Rate;
import io.harbinger.cli.bench.load.Throughput;
import io.harbinger.cli.bench.load.ThroughputMeter;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.recurrent.RecurrentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Times recurrent cells on the calling thread: whole sequences from a state of zeros, forward alone
 * and with the gradients of all weights.
 *
 * @param cells which, in order
 * @param batches sequences of a call
 * @param time steps of a sequence
 * @param features of an input
 * @param units of a cell
 * @param clock whose seconds the meter counts
 * @param meter what times
 */
record CellBench(
    List<BenchedCell> cells,
    List<Integer> batches,
    int time,
    int features,
    int units,
    BenchClock clock,
    ThroughputMeter meter) {

  private static final long SEED = 1;

  CellBench {
    cells = List.copyOf(cells);
    batches = List.copyOf(batches);
    if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch < 1)) {
      throw new IllegalArgumentException(
          "batches of %s sequences (expected at least one, each positive)".formatted(batches));
    }
    if (time < 1 || features < 1 || units < 1) {
      throw new IllegalArgumentException(
          "%d steps, %d features, %d units (expected at least 1 of each)"
              .formatted(time, features, units));
    }
  }

  /** Measures everything, one after the other. */
  CellBenchReport run() {
    List<Rate> rates = new ArrayList<>();
    for (BenchedCell cell : cells) {
      try (NDManager manager = NDManager.newBaseManager()) {
        RecurrentCell network = cell.spec(units, time).create(SEED);
        network.initialize(manager, DataType.FLOAT32, new Shape(time, 1, features));
        NamedParameters.of(network)
            .forEach((name, parameter) -> parameter.getArray().setRequiresGradient(true));
        Runnable done = end(manager);
        for (int batch : batches) {
          NDArray x = manager.create(values(batch), new Shape(time, batch, features));
          rates.add(Rate.of(cell, Pass.INFERENCE, batch, inference(network, x, batch, done)));
          rates.add(Rate.of(cell, Pass.TRAINING, batch, training(network, x, batch, done)));
        }
      }
    }
    return new CellBenchReport(time, features, units, clock, rates);
  }

  /**
   * Ends a call: a GPU computes on its own, and has done what it was told when a number that lies
   * there is read.
   */
  private static Runnable end(NDManager manager) {
    if (!manager.getDevice().isGpu()) {
      return () -> {};
    }
    NDArray there = manager.create(0f);
    return there::getFloat;
  }

  private Throughput inference(RecurrentCell network, NDArray x, int batch, Runnable done) {
    try (GradientRecording.Scope paused = GradientRecording.pause()) {
      return meter.measure(
          () -> {
            try (NDManager scope = x.getManager().newSubManager()) {
              outputs(network, x, scope, false);
              done.run();
              return batch;
            }
          });
    }
  }

  private Throughput training(RecurrentCell network, NDArray x, int batch, Runnable done) {
    return meter.measure(
        () -> {
          // The collector clears the gradients of the call before.
          try (NDManager scope = x.getManager().newSubManager();
              GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(outputs(network, x, scope, true).mean());
            done.run();
            return batch;
          }
        });
  }

  private static NDArray outputs(
      RecurrentCell network, NDArray x, NDManager scope, boolean training) {
    // What a cell makes belongs to its input's manager, which must end with the call.
    x.tempAttach(scope);
    return network.forward(new ParameterStore(scope, false), new NDList(x), training).head();
  }

  private float[] values(int batch) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[Math.multiplyExact(Math.multiplyExact(time, batch), features)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1.7, 1.7);
    }
    return values;
  }
}
