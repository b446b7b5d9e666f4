package io.harbinger.model;

import java.nio.file.Path;

/**
 * Loads versions of a task.
 *
 * @param <I> one input
 * @param <O> one output
 */
@FunctionalInterface
public interface ModelLoader<I, O> {

  /**
   * Loads a version's directory and checks it; blocks.
   *
   * @param precision that is wished for; {@link BatchModel#precision} tells what became of it
   */
  BatchModel<I, O> load(Path version, Precision precision);
}
