package io.harbinger.training.rul.stream;

import java.util.List;

/**
 * What a model loses where it meets engines in the middle of their lives, beside the same
 * predictions of the same engines read from their first cycle. Immutable; its JSON keys are its
 * component names.
 *
 * @param engines held out of the members that tell them
 * @param starts random first cycles of each engine
 * @param all at every cut
 * @param bySeen by how many readings the model has seen since the start
 */
public record LateStartMetrics(int engines, int starts, Row all, List<Row> bySeen) {

  /** What was measured and how, to be printed beside the numbers. */
  public static final String PROTOCOL =
      "Training engines, each told by the members that held it out. A start is drawn evenly from the"
          + " engine's second cycle to six before its last; each cut of the test set's kind from there on counts,"
          + " engines counting alike. RMSE in cycles, the truth capped at 125. Coverage of the 90 %"
          + " interval as served, whose calibration has seen these engines read from their first cycle: compare it along a row.";

  public LateStartMetrics {
    bySeen = List.copyOf(bySeen);
  }

  /**
   * The same predictions three ways.
   *
   * @param seen readings since the start, for people
   * @param share of all
   * @param fromFirst the record read from the engine's first cycle
   * @param ageKnown read from the start, the readings telling the engine's own cycle
   * @param ageUnknown read from the start, the cycles counted from there
   */
  public record Row(String seen, double share, Way fromFirst, Way ageKnown, Way ageUnknown) {}

  /**
   * One way.
   *
   * @param rmse in cycles
   * @param bias mean of predicted - true in cycles; above 0 is late
   * @param coverage of the 90 % interval
   */
  public record Way(double rmse, double bias, double coverage) {}
}
