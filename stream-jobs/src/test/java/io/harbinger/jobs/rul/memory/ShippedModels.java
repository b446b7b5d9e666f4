package io.harbinger.jobs.rul.memory;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StreamRulModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that come with the project. */
public final class ShippedModels {

  private static final Path MODELS =
      Path.of(System.getProperty("harbinger.root", "..")).resolve("models");

  private ShippedModels() {}

  /** The newest versions of those that read a machine step by step. */
  public static List<ModelDirectory> streaming() throws IOException {
    try (Stream<Path> models = Files.list(MODELS)) {
      return models
          .filter(Files::isDirectory)
          .sorted()
          .map(ModelDirectory::read)
          .filter(StreamRulModel::isIn)
          .toList();
    }
  }
}
