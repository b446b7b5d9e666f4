package io.harbinger.cli.models;

import io.harbinger.model.Manifest;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.platform.versions.ModelChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a version again with another manifest, and keeps it only if it is sound. */
final class CheckedCopy {

  private final Path out;

  /**
   * A copy.
   *
   * @param out the version's directory to write, which must not exist
   */
  CheckedCopy(Path out) {
    this.out = out;
  }

  /**
   * What came of it.
   *
   * @param checks that the copy was put to
   */
  record Result(List<ModelCheck> checks) {

    /** All that is wrong, in one line; empty if the copy was kept. */
    String problems() {
      return checks.stream()
          .map(ModelCheck::problems)
          .flatMap(List::stream)
          .collect(Collectors.joining("; "));
    }
  }

  /**
   * Writes it.
   *
   * @param change makes its manifest
   */
  Result write(ModelDirectory source, UnaryOperator<Manifest> change) throws IOException {
    Path to = out.toAbsolutePath().normalize();
    Path beside = to.getParent();
    if (Files.exists(to) || beside == null) {
      throw taken();
    }
    Files.createDirectories(beside);
    // Under a name that is no version's, so that no server looks at it unchecked, and that no other
    // run has, whether it is under way or was killed.
    Path aside = Files.createTempDirectory(beside, "." + to.getFileName() + ".unchecked-");
    try {
      // One level down: the outer one is its owner's alone, as no version should be.
      Path version = aside.resolve("version");
      Result result = new Result(ModelChecks.of(source.copy(version, change)));
      if (result.problems().isEmpty()) {
        move(version, to);
      }
      return result;
    } finally {
      delete(aside);
    }
  }

  private void move(Path version, Path to) throws IOException {
    try {
      Files.move(version, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another run may have written it during the checks.
      if (Files.exists(to)) {
        IllegalArgumentException taken = taken();
        taken.initCause(e);
        throw taken;
      }
      throw e;
    }
  }

  private IllegalArgumentException taken() {
    return new IllegalArgumentException(out + " exists already: give the next version's number");
  }

  private static void delete(Path aside) throws IOException {
    try (Stream<Path> files = Files.walk(aside)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
