package io.harbinger.training.adding;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What came of a cell: a row of {@code adding.csv}.
 *
 * @param cell its label
 * @param steps of a sequence
 * @param units of each layer
 * @param layers one above the other
 * @param batch sequences of an update
 * @param learningRate of Adam
 * @param seed of the weights and the data
 * @param target the mean squared error to stay below
 * @param solvedAt the update from which it did, null where it did not
 * @param updates how many were made
 * @param error the last mean squared error on held-out sequences
 * @param seconds that it took by the clock on the wall
 */
@JsonPropertyOrder({
  "cell",
  "steps",
  "units",
  "layers",
  "batch",
  "learningRate",
  "seed",
  "target",
  "solvedAt",
  "updates",
  "error",
  "seconds"
})
public record AddingResult(
    String cell,
    int steps,
    int units,
    int layers,
    int batch,
    double learningRate,
    long seed,
    double target,
    @Nullable Integer solvedAt,
    int updates,
    double error,
    double seconds) {}
