package io.harbinger.server;

import java.util.Optional;

/**
 * An input and whom it is about.
 *
 * @param key where several versions share the traffic, inputs of one key go to the same, for
 *     instance an asset's; empty for an input that may go to any
 * @param input for the model
 * @param <I> one input
 */
public record Keyed<I>(Optional<String> key, I input) {

  /** An input of a key. */
  public static <I> Keyed<I> of(String key, I input) {
    return new Keyed<>(Optional.of(key), input);
  }

  /** An input that may go to any version. */
  public static <I> Keyed<I> without(I input) {
    return new Keyed<>(Optional.empty(), input);
  }
}
