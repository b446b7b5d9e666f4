package io.harbinger.network.recurrent;

/**
 * One array of a cell's state, of shape {@code (batch, width)}.
 *
 * @param name within the cell, {@code h} or {@code c}; a stack puts {@code layer0.} before it
 * @param width the extent beside the batch
 * @param droppable whether state dropout may touch it: not a memory such as an LSTM's {@code c}
 */
public record StatePart(String name, int width, boolean droppable) {

  /** Refuses a part without a name or of a negative width. */
  public StatePart {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a state part without a name");
    }
    if (width < 0) {
      throw new IllegalArgumentException(
          "state part %s of width %d (expected 0 or more)".formatted(name, width));
    }
  }

  StatePart within(String scope) {
    return new StatePart(scope + "." + name, width, droppable);
  }
}
