package io.harbinger.cli.bench.serving;

import java.util.List;

/**
 * What {@code bench leaks} found; its JSON keys are its component names. Memory is the process's
 * resident memory in megabytes.
 *
 * @param inferences that were made
 * @param loads and unloads that were made
 * @param warm memory after warming up
 * @param duringInferences memory as they went on, the last at their end
 * @param duringLoads likewise
 * @param growth the larger of the two ends over the level after warming up, as a share of it
 * @param most that is taken for no leak
 */
record LeakBenchReport(
    long inferences,
    int loads,
    double warm,
    List<Double> duringInferences,
    List<Double> duringLoads,
    double growth,
    double most) {

  static LeakBenchReport of(
      long inferences,
      int loads,
      double warm,
      List<Double> duringInferences,
      List<Double> duringLoads,
      double most) {
    double end =
        Math.max(
            duringInferences.get(duringInferences.size() - 1),
            duringLoads.get(duringLoads.size() - 1));
    return new LeakBenchReport(
        inferences,
        loads,
        warm,
        List.copyOf(duringInferences),
        List.copyOf(duringLoads),
        end / warm - 1,
        most);
  }

  boolean leaks() {
    return growth > most;
  }
}
