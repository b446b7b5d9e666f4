package io.harbinger.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a file with a token. */
final class TokenFile {

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the token that visitors must give.")
  private @Nullable Path file;

  /** The token, or empty where there is none. */
  Optional<String> token() {
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the token in %s (make one with: openssl rand -base64 24 > %s)"
              .formatted(file, file),
          e);
    }
  }
}
