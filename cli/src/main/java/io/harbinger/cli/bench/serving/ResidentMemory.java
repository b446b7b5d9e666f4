package io.harbinger.cli.bench.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process holds of the machine's memory, native libraries included. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmRSS:\\s*(\\d+) kB");

  private ResidentMemory() {}

  /** Bytes; empty where the system does not tell, which is anywhere but on Linux. */
  static OptionalLong bytes() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return read(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong read(List<String> status) {
    return status.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> 1024 * Long.parseLong(line.group(1)))
        .findFirst();
  }
}
