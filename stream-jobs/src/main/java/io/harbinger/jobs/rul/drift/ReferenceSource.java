package io.harbinger.jobs.rul.drift;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.reference.RulReference;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a subtask finds the references of the model's versions: in their directories.
 *
 * @param modelDirectory as the task managers see it: a model's, or one version's, which stays
 * @param served which of the versions answers
 */
public record ReferenceSource(String modelDirectory, ServedVersion served) implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceSource.class);

  /** The reference of the version that answers; the caller closes it. */
  public ServingReference serving() {
    return new ServingReference(this);
  }

  /** Whether there can be references: the model is in a directory here. */
  boolean isHere() {
    return Files.isDirectory(Path.of(modelDirectory));
  }

  /**
   * The reference of a version; empty where it has none, is not here, or has one that cannot be
   * read. That is logged and no more, since a version may leave the disk while it answers, and
   * predictions matter more than what they are compared with.
   */
  Optional<MarkedReference> of(String version) {
    Path directory = Path.of(modelDirectory);
    Path own = isVersion(directory) ? directory : directory.resolve(version);
    if (!isVersion(own)) {
      return Optional.empty();
    }
    try {
      return RulReference.in(ModelDirectory.read(own)).map(MarkedReference::of);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.warn("nothing is compared with the training data of {}: {}", own, e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isVersion(Path directory) {
    return Files.isRegularFile(directory.resolve(ModelDirectory.MANIFEST));
  }
}
