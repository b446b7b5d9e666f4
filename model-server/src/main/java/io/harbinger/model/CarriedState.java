package io.harbinger.model;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How callers carry a state from one input about something to the next: so that another version can
 * read the same inputs with states of its own.
 *
 * @param before the state that an input brings; empty for one that begins. States that are equal
 *     stand at the same place of the same course
 * @param with the same input with another state, or without; it need tell no more than what {@link
 *     Disagreement} looks at
 * @param after the state that an output leaves for the next input
 * @param steps of an input, at least 1
 * @param whole after how many steps a state that began from nothing, in the middle of a course, is
 *     as good as those that a version begins with in service
 * @param <I> one input
 * @param <O> one output
 * @param <S> one state; immutable, with {@code equals}
 */
public record CarriedState<I, O, S>(
    Function<I, Optional<S>> before,
    BiFunction<I, Optional<S>, I> with,
    Function<O, S> after,
    ToIntFunction<I> steps,
    int whole) {

  /** Refuses a negative number of steps. */
  public CarriedState {
    if (whole < 0) {
      throw new IllegalArgumentException(
          "a state that is whole after %d steps (expected 0 or more)".formatted(whole));
    }
  }
}
