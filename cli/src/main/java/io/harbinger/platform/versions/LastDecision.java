package io.harbinger.platform.versions;

import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lies in a model's directory as the decision about its versions.
 *
 * @param decision {@link ServingDecision#UNDECIDED} where none was taken, or it cannot be read
 * @param problem why it cannot be read; empty where it can
 */
record LastDecision(ServingDecision decision, String problem) {

  /**
   * As it lies there now.
   *
   * @throws java.io.UncheckedIOException if the file is there and cannot be opened
   */
  static LastDecision in(Path directory) {
    try {
      return new LastDecision(
          ServingFile.read(directory).orElse(ServingDecision.UNDECIDED), /* problem= */ "");
    } catch (IllegalArgumentException e) {
      return unreadable(e);
    }
  }

  static LastDecision unreadable(RuntimeException why) {
    return new LastDecision(ServingDecision.UNDECIDED, String.valueOf(why.getMessage()));
  }

  /** The decision; empty where it cannot be read. */
  Optional<ServingDecision> readable() {
    return problem.isEmpty() ? Optional.of(decision) : Optional.empty();
  }

  /**
   * The decision, for what has to build on it.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  ServingDecision required() {
    return readable().orElseThrow(() -> new IllegalArgumentException(problem));
  }

  /** Stands for it: another one has another, since every decision has a moment of its own. */
  String revision() {
    return problem.isEmpty() ? decision.decidedAt().toString() : "unreadable";
  }

  /**
   * Refuses a decision of who looked at another one than this.
   *
   * @param seen the revision that was looked at; empty where nobody looked
   * @throws DecidedMeanwhileException if that is not this one's
   */
  void requireSeen(Optional<String> seen) {
    if (seen.isPresent() && !seen.get().equals(revision())) {
      throw new DecidedMeanwhileException(this);
    }
  }
}
