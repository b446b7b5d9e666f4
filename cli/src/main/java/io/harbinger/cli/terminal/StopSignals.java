package io.harbinger.cli.terminal;

import io.harbinger.platform.lifecycle.StopRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and a polite kill into a {@link StopRequest}, so that the program ends in order and
 * with its own exit code. A second one ends it at once, with 130. Undone when closed.
 */
public final class StopSignals implements AutoCloseable {

  private static final int INTERRUPTED = 130;

  private final Map<String, @Nullable Object> previous = new LinkedHashMap<>();

  private StopSignals() {}

  /** Begins to listen. */
  public static StopSignals listen(StopRequest stop) {
    StopSignals signals = new StopSignals();
    for (String name : List.of("INT", "TERM")) {
      signals.previous.put(
          name,
          Signals.register(
              name,
              () -> {
                if (stop.isRequested()) {
                  Runtime.getRuntime().halt(INTERRUPTED);
                }
                stop.request();
              }));
    }
    return signals;
  }

  @Override
  public void close() {
    previous.forEach(Signals::unregister);
  }
}
