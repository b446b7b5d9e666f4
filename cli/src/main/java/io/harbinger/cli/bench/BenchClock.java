package io.harbinger.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Which seconds a rate is told in. */
enum BenchClock {
  /** What the calling thread spent on a processor: fair on a machine that does other work too. */
  @JsonProperty("cpu")
  CPU {
    @Override
    LongSupplier nanoTime() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      return threads::getCurrentThreadCpuTime;
    }
  },
  /** What passed on the wall. */
  @JsonProperty("wall")
  WALL {
    @Override
    LongSupplier nanoTime() {
      return System::nanoTime;
    }
  };

  /** The clock, as {@link System#nanoTime}; of the thread that asks it. */
  abstract LongSupplier nanoTime();

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BenchClock of(String label) {
    for (BenchClock clock : values()) {
      if (clock.label().equals(label)) {
        return clock;
      }
    }
    throw new IllegalArgumentException("a clock %s (expected cpu or wall)".formatted(label));
  }
}
