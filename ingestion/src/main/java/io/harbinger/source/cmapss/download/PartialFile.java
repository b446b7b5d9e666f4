package io.harbinger.source.cmapss.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What there is of a file that is being downloaded, and beside it the mark by which the server
 * knows the version that it is of: bytes of two versions must not end up in one file.
 *
 * @param file the bytes so far, from the first
 * @param mark file that holds the version's ETag
 */
record PartialFile(Path file, Path mark) {

  static PartialFile of(Path file) {
    return new PartialFile(file, file.resolveSibling(file.getFileName() + ".etag"));
  }

  /** How many bytes there are. */
  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The version's strong ETag, where the server gave one. */
  Optional<String> version() throws IOException {
    return Files.exists(mark)
        ? Optional.of(Files.readString(mark, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  /** An empty file of a version. */
  OutputStream begin(Optional<String> version) throws IOException {
    delete();
    if (version.isPresent()) {
      Files.writeString(mark, version.get(), StandardCharsets.US_ASCII);
    }
    return Files.newOutputStream(file);
  }

  /** The file, to be gone on with. */
  OutputStream append() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(mark);
  }
}
