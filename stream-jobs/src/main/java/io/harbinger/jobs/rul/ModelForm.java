package io.harbinger.jobs.rul;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.server.version.ServingFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a model reads a machine, which decides the job's graph. */
public enum ModelForm {
  /** As the model's directory says, which must lie where the graph is built. */
  BY_DIRECTORY,
  /** A whole window at each reading. */
  WINDOWED,
  /** Step by step, with a state of each asset. */
  STREAMING;

  /** The form itself, for a model's directory: one of the other two. */
  public ModelForm of(String modelDirectory) {
    return switch (this) {
      case WINDOWED, STREAMING -> this;
      case BY_DIRECTORY -> in(Path.of(modelDirectory));
    };
  }

  private static ModelForm in(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "no model's directory %s here, where the job is built (expected one to tell its form by: give the job --model-form windowed or streaming where only the task managers see it)"
              .formatted(directory));
    }
    return StreamRulModel.isIn(ModelDirectory.read(ServingFile.serving(directory)))
        ? STREAMING
        : WINDOWED;
  }
}
