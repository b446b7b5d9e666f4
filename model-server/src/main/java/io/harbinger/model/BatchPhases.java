package io.harbinger.model;

/**
 * Told when a batch passes from one phase of its work to the next: input, inference, output. Called
 * on the predicting thread, each method at most once and in order; never throws.
 */
public interface BatchPhases {

  /** For callers that do not ask where the time goes. */
  BatchPhases IGNORED =
      new BatchPhases() {
        @Override
        public void inputReady() {}

        @Override
        public void outputReady() {}
      };

  /** The inputs are scaled, assembled and in the engine's memory. */
  void inputReady();

  /** The network has answered, and its raw outputs are in the process's memory. */
  void outputReady();
}
