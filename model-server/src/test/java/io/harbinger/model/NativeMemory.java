package io.harbinger.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process has beside the Java heap, where the system tells it. */
public final class NativeMemory {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE = 4096;

  private NativeMemory() {}

  /** Whether the system tells it. */
  public static boolean isTold() {
    return Files.isReadable(STATM);
  }

  /** What is resident, less the heap that the JVM holds. */
  public static long bytes() {
    try {
      long resident = Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE;
      return resident - Runtime.getRuntime().totalMemory();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATM, e);
    }
  }
}
