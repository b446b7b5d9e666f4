package io.harbinger.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory this process has beside the Java heap, where the system tells it. */
public final class NativeMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "RssAnon:";

  private NativeMemory() {}

  /** Whether the system tells it. */
  public static boolean isTold() {
    return Files.isReadable(STATUS);
  }

  /** What is resident and of no file, less the heap that the JVM holds. */
  public static long bytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      String line = lines.filter(l -> l.startsWith(LINE)).findFirst().orElseThrow();
      long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
      return kilobytes * 1024 - Runtime.getRuntime().totalMemory();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
