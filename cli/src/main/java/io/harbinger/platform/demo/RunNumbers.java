package io.harbinger.platform.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Run numbers that never repeat in a data directory. The topics outlive the process, so an engine
 * that begins anew at every start would be taken for a late reading of its former life: the first
 * start numbers lives from 1, the second from {@value #LIVES} + 1, and so on.
 */
public final class RunNumbers {

  /** Lives of one asset that fit between two starts. */
  static final long LIVES = 10_000;

  private static final String FILE = "starts";

  private RunNumbers() {}

  /**
   * Counts a start in the directory, and gives the number of its first lives.
   *
   * @param directory of one process at a time
   */
  public static long next(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      long before = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
      Files.createDirectories(directory);
      Path aside = directory.resolve(FILE + ".part");
      Files.writeString(aside, Long.toString(before + 1));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return before * LIVES + 1;
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "%s holds no number of starts: start anew with --fresh".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot count this start in " + file, e);
    }
  }
}
