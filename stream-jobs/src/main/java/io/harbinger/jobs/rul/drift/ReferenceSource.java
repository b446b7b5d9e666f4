package io.harbinger.jobs.rul.drift;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.reference.RulReference;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a subtask finds the reference of the model that it compares with: in its directory.
 *
 * @param modelDirectory as the task managers see it
 */
public record ReferenceSource(String modelDirectory) implements Serializable {

  /** The reference; empty where the model has none, or is not in a directory here. */
  public Optional<RulReference> load() {
    Path directory = Path.of(modelDirectory);
    return Files.isDirectory(directory)
        ? RulReference.in(ModelDirectory.read(directory))
        : Optional.empty();
  }
}
