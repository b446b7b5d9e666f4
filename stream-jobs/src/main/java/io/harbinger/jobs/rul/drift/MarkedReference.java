package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.RulReference;

/**
 * A reference and by what it is known: versions that have the same one have the same mark.
 *
 * @param reference of a version
 * @param mark of its contents
 */
public record MarkedReference(RulReference reference, long mark) {

  /** Marks it. */
  static MarkedReference of(RulReference reference) {
    return new MarkedReference(reference, reference.mark());
  }
}
