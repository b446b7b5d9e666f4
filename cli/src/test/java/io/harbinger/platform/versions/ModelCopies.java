package io.harbinger.platform.versions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Versions of a model to try things on: copies of those that ship. */
public final class ModelCopies {

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelCopies() {}

  /**
   * Copies a shipped version of rul-fd001, whole at once.
   *
   * @param shipped 1, which reads windows, or 2, which reads step by step
   */
  public static void copy(String shipped, Path name, String version) throws IOException {
    Path aside = copyAside(shipped, name, version);
    Files.move(aside, name.resolve(version));
  }

  /** Makes a version's sample another than its manifest tells of. */
  static void spoil(Path version) throws IOException {
    Files.writeString(version.resolve("sample.json"), " ", StandardOpenOption.APPEND);
  }

  /** A version whose sample is not the one that its manifest tells of. */
  public static void copySpoilt(String shipped, Path name, String version) throws IOException {
    Path aside = copyAside(shipped, name, version);
    spoil(aside);
    Files.move(aside, name.resolve(version));
  }

  /** Deletes a version. */
  static void remove(Path version) throws IOException {
    try (Stream<Path> files = Files.list(version)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(version);
  }

  /** Changes a version's manifest. */
  static void edit(Path version, Consumer<ObjectNode> change) throws IOException {
    Path file = version.resolve(ModelDirectory.MANIFEST);
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    change.accept(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }

  /** Makes a version's directory look other than before, though its files are what they were. */
  static void touch(Path version) {
    try {
      Files.createTempFile(version, ".", ".touched");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copyAside(String shipped, Path name, String version) throws IOException {
    Path aside = Files.createDirectories(name.resolve("." + version + ".part"));
    try (Stream<Path> files = Files.list(SHIPPED.resolve(shipped))) {
      for (Path file : files.toList()) {
        Files.copy(file, aside.resolve(file.getFileName().toString()));
      }
    }
    return aside;
  }
}
