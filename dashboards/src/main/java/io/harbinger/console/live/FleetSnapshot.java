package io.harbinger.console.live;

import java.util.List;

/**
 * The whole fleet.
 *
 * @param rows every asset that has a prediction
 * @param sparks of the rows, in their order
 * @param alerts how many stand
 * @param deadLetters how many were read
 * @param revisions as they are now
 */
public record FleetSnapshot(
    List<FleetRow> rows,
    List<Spark> sparks,
    AlertCounts alerts,
    long deadLetters,
    Revisions revisions) {

  /** The rows from one place to before another, with all the numbers. */
  public FleetSnapshot part(int from, int to) {
    return new FleetSnapshot(
        rows.subList(from, to), sparks.subList(from, to), alerts, deadLetters, revisions);
  }
}
