package io.harbinger.console.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model with its versions.
 *
 * @param name for instance rul-fd001
 * @param policy which version is to answer, in words
 * @param revision stands for the decision: another one has another
 * @param decidedBy who decided; empty where nobody did
 * @param decidedAt when; empty where nobody did
 * @param problem of the decision itself, for instance a file that cannot be read; empty where there
 *     is none
 * @param versions the newest first
 * @param rollbackTo the version that a rollback leads to; empty where there is nothing to go back
 *     to
 * @param fixed why versions do not change here; empty where they do
 * @param live whether the versions' states are of a process that serves them, or only as they lie
 *     on disk
 * @param shadow how far the candidate's answers were from those given; empty without one
 * @param quality how well the version that serves does; empty where it is not measured here
 */
public record ModelView(
    String name,
    String policy,
    String revision,
    String decidedBy,
    Optional<Instant> decidedAt,
    String problem,
    List<VersionView> versions,
    OptionalInt rollbackTo,
    String fixed,
    boolean live,
    Optional<ShadowView> shadow,
    Optional<QualityView> quality) {

  /** Copies the list. */
  public ModelView {
    versions = List.copyOf(versions);
  }
}
