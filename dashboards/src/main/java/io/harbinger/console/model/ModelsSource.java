package io.harbinger.console.model;

import java.util.List;

/**
 * Tells the console which models there are, and takes what people decide about them. Called from
 * several threads.
 */
public interface ModelsSource {

  /** Every model, in the order to show them. */
  List<ModelView> models();

  /**
   * Decides that a version answers, for all or beside the one that answers now. May take seconds:
   * the version is checked first.
   *
   * @return what was decided, in words
   * @throws DecisionException if nothing was decided, and why
   */
  String promote(Promotion promotion);

  /**
   * Decides that the version answers that answered before.
   *
   * @return what was decided, in words
   * @throws DecisionException if nothing was decided, and why
   */
  String rollBack(Rollback rollback);
}
