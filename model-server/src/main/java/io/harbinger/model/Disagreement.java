package io.harbinger.model;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * How far two versions' outputs for one input lie apart.
 *
 * @param unit of the number, in the plural, as the metric's base unit
 * @param bounds of the metric's buckets, ascending, in that unit
 * @param between the distance, 0 where they agree
 * @param <O> one output
 */
public record Disagreement<O>(String unit, List<Double> bounds, ToDoubleBiFunction<O, O> between) {

  /** Copies the list. */
  public Disagreement {
    bounds = List.copyOf(bounds);
  }
}
