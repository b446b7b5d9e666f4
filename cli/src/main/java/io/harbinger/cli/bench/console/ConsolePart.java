package io.harbinger.cli.bench.console;

import java.util.List;
import java.util.Locale;

/** Parts of the process, told apart by the names of their threads; the first that fits. */
enum ConsolePart {
  FEED("console: reading the topics", true, List.of("console-feed")),
  STREAM("console: making the stream's messages", true, List.of("console-stream")),
  WORST("console: the worst assets' gauges", true, List.of("console-worst")),
  HTTP("console: HTTP, a thread a watcher", true, List.of("console")),
  BENCH("source and watchers", false, List.of("bench-")),
  BROKER("broker and the rest", false, List.of(""));

  private final String label;
  private final boolean server;
  private final List<String> marks;

  ConsolePart(String label, boolean server, List<String> marks) {
    this.label = label;
    this.server = server;
    this.marks = marks;
  }

  String label() {
    return label;
  }

  /** Whether a label is of the console's own. */
  static boolean isServer(String label) {
    for (ConsolePart part : values()) {
      if (part.label.equals(label)) {
        return part.server;
      }
    }
    return false;
  }

  static ConsolePart of(String thread) {
    String name = thread.toLowerCase(Locale.ROOT);
    for (ConsolePart part : values()) {
      if (part.marks.stream().anyMatch(name::contains)) {
        return part;
      }
    }
    return BROKER;
  }
}
