package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.Latencies;
import java.time.Duration;

/** A way to answer windows. Whoever opens it closes it. */
interface Side extends AutoCloseable {

  /** Windows a second where there are always more. */
  double capacity(Duration length);

  /** What becomes of windows that come at random at a rate a second, for a while. */
  Latencies at(double rate, Duration length, long seed);

  @Override
  void close();
}
