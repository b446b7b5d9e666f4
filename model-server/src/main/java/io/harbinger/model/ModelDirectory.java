package io.harbinger.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A version of a model on disk, {@code NAME/VERSION/}: a manifest and the files whose checksums it
 * lists.
 *
 * @param path the version's directory
 * @param info name and version, by the directories' names
 * @param manifest read and checked
 */
public record ModelDirectory(Path path, ModelInfo info, Manifest manifest) {

  /** The manifest's file. */
  public static final String MANIFEST = "model.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * The version's directory that {@link #open} would open, with links resolved: two paths to one
   * version give the same. Reads no file.
   *
   * @param path {@code NAME/VERSION} or {@code NAME}
   */
  public static Path locate(Path path) {
    try {
      return (Files.isRegularFile(path.resolve(MANIFEST)) ? path : newest(path)).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model directory " + path, e);
    }
  }

  /**
   * Opens a version, or the newest version of a model, and verifies every file's checksum.
   *
   * @param path {@code NAME/VERSION} or {@code NAME}
   */
  public static ModelDirectory open(Path path) {
    ModelDirectory directory = read(path);
    List<String> problems = directory.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return directory;
  }

  /**
   * Reads a version's manifest, or the newest version's of a model, and no other file.
   *
   * @param path {@code NAME/VERSION} or {@code NAME}
   */
  public static ModelDirectory read(Path path) {
    Path version = Files.isRegularFile(path.resolve(MANIFEST)) ? path : newest(path);
    Path absolute = version.toAbsolutePath().normalize();
    try {
      Manifest manifest = JSON.readValue(absolute.resolve(MANIFEST).toFile(), Manifest.class);
      if (manifest == null) {
        throw new IllegalArgumentException(
            "%s is not a manifest that can be read: it says null (expected an object)"
                .formatted(absolute.resolve(MANIFEST)));
      }
      Path name = absolute.getParent();
      return new ModelDirectory(
          absolute,
          new ModelInfo(
              name == null || name.getFileName() == null ? "model" : name.getFileName().toString(),
              String.valueOf(absolute.getFileName()),
              manifest.task()),
          manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not a manifest that can be read: %s"
              .formatted(absolute.resolve(MANIFEST), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model directory " + absolute, e);
    }
  }

  private static Path newest(Path model) {
    List<Path> versions = versions(model);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(
          "no model in %s (expected %s, or versions 1, 2, ... that hold one): give a directory that train wrote"
              .formatted(model, MANIFEST));
    }
    return versions.get(versions.size() - 1);
  }

  /** The directories of a model's versions, the newest last; none if it is no model's directory. */
  public static List<Path> versions(Path model) {
    if (Files.isDirectory(model)) {
      try (Stream<Path> children = Files.list(model)) {
        TreeMap<Integer, Path> versions = new TreeMap<>();
        children
            .filter(child -> child.getFileName().toString().matches("[1-9][0-9]{0,8}"))
            .filter(child -> Files.isRegularFile(child.resolve(MANIFEST)))
            .forEach(child -> versions.put(Integer.valueOf(child.getFileName().toString()), child));
        return List.copyOf(versions.values());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the model directory " + model, e);
      }
    }
    return List.of();
  }

  /** Which of the files that the manifest lists are missing or not what it says. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    manifest.files().forEach((file, sha256) -> problem(file, sha256).ifPresent(problems::add));
    return problems;
  }

  private Optional<String> problem(String name, String sha256) {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.of(
          "%s is missing, though the manifest lists it: copy the whole model directory"
              .formatted(file));
    }
    String found = sha256(bytes(name));
    return found.equals(sha256)
        ? Optional.empty()
        : Optional.of(
            "%s has the checksum %s (the manifest says %s): it was changed or cut, copy it again"
                .formatted(file, found, sha256));
  }

  /** A file's bytes. */
  public byte[] bytes(String file) {
    try {
      return Files.readAllBytes(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path.resolve(file), e);
    }
  }

  /**
   * A file's bytes, its checksum verified.
   *
   * @param file that the manifest lists
   */
  public byte[] verified(String file) {
    String sha256 = manifest.files().get(file);
    if (sha256 == null) {
      throw new IllegalArgumentException("%s lists no %s".formatted(path, file));
    }
    problem(file, sha256)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return bytes(file);
  }

  /**
   * Adds a file to the version, or puts another in its place; all other files stay as they are. The
   * manifest, with the checksum, comes last and is renamed into place. Between the two a reader
   * sees the version without the file, or is told that a file that was there before is not what the
   * manifest says.
   *
   * @param file its name
   * @param bytes its contents
   */
  public ModelDirectory with(String file, byte[] bytes) {
    Map<String, String> checksums = new TreeMap<>(manifest.files());
    checksums.put(file, sha256(bytes));
    try {
      replace(file, bytes);
      replace(
          MANIFEST,
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest.withFiles(checksums)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path.resolve(file), e);
    }
    return read(path);
  }

  /**
   * Writes the same version elsewhere, with the network computed by another backend; every other
   * file is copied as it is, its checksum verified.
   *
   * @param to the version's directory, which must not exist
   */
  public ModelDirectory copy(Path to, Backend backend) {
    return copy(to, manifest -> manifest.withBackend(backend));
  }

  /**
   * Writes the same version elsewhere, with another manifest; every other file is copied as it is,
   * its checksum verified.
   *
   * @param to the version's directory, which must not exist
   * @param change makes the other manifest of this one
   */
  public ModelDirectory copy(Path to, UnaryOperator<Manifest> change) {
    Map<String, byte[]> files = new TreeMap<>();
    manifest.files().keySet().forEach(file -> files.put(file, verified(file)));
    return write(to, change.apply(manifest), files);
  }

  private void replace(String file, byte[] bytes) throws IOException {
    Path aside = path.resolve("." + file + ".part");
    Files.write(aside, bytes);
    Files.move(
        aside,
        path.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a version aside and renames it into place, so that no reader ever sees half of one.
   *
   * @param path the version's directory, which must not exist
   * @param manifest whose checksums are replaced by those of the files
   * @param files by name
   */
  public static ModelDirectory write(Path path, Manifest manifest, Map<String, byte[]> files) {
    if (Files.exists(path)) {
      throw new IllegalArgumentException(path + " exists already: give the next version's number");
    }
    Path aside = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      Files.createDirectories(aside);
      Map<String, String> checksums = new TreeMap<>();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(aside.resolve(file.getKey()), file.getValue());
        checksums.put(file.getKey(), sha256(file.getValue()));
      }
      JSON.writerWithDefaultPrettyPrinter()
          .writeValue(aside.resolve(MANIFEST).toFile(), manifest.withFiles(checksums));
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model directory " + path, e);
    }
    return open(path);
  }

  /** The first 8 bytes of a file's checksum, as a mark by which its contents are known again. */
  public static long mark(byte[] bytes) {
    return Long.parseUnsignedLong(sha256(bytes).substring(0, 16), 16);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
