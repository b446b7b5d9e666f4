package io.harbinger.network.export;

import ai.djl.nn.Block;

/** A block that can write its computation, outside training, as TorchScript. */
public interface Scripted {

  /**
   * Writes the statements that compute the block's output for whole sequences from the block's
   * first state.
   *
   * @param scope takes the statements, and the block's parameters under the block's own names
   * @param x the name of the input, of the shape that the block's {@code forward} takes
   * @return the name of the output
   */
  String script(ScriptScope scope, String x);

  /** A block as one that can be written, or an error that says which block cannot. */
  static Scripted of(Block block) {
    if (block instanceof Scripted scripted) {
      return scripted;
    }
    throw new IllegalArgumentException(
        "%s cannot be written as TorchScript: leave it out of the network"
            .formatted(block.getClass().getSimpleName()));
  }
}
