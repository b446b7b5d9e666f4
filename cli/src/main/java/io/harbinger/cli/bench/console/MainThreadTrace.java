package io.harbinger.cli.bench.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Chromium's trace of its renderers' main threads: what each task took of the thread's own
 * processor time. A long task of the browser's counts the time on the clock, in which on a busy
 * machine the thread waits for a core too. One trace at a time.
 */
final class MainThreadTrace {

  private static final double MICROS_PER_MILLI = 1000;
  private static final Set<String> KEPT = Set.of("RunTask", "thread_name");

  private final DevTools tools;
  private List<JsonNode> events = new ArrayList<>();
  private CompletableFuture<Void> complete = new CompletableFuture<>();

  MainThreadTrace(DevTools tools) {
    this.tools = tools;
    tools.on("Tracing.dataCollected", data -> add(data.path("value")));
    tools.on("Tracing.tracingComplete", data -> complete().complete(null));
  }

  private synchronized void add(JsonNode part) {
    for (JsonNode event : part) {
      if (KEPT.contains(event.path("name").asText())) {
        events.add(event);
      }
    }
  }

  private synchronized CompletableFuture<Void> complete() {
    return complete;
  }

  void start() throws Exception {
    synchronized (this) {
      events = new ArrayList<>();
      complete = new CompletableFuture<>();
    }
    tools.command(
        "Tracing.start",
        Map.of(
            "traceConfig",
            Map.of(
                "includedCategories",
                List.of("disabled-by-default-devtools.timeline"),
                "excludedCategories",
                List.of("*"))));
  }

  /** Ends the trace; each task's time on the processor in milliseconds. */
  List<Double> stop() throws Exception {
    tools.command("Tracing.end", Map.of());
    DevTools.answered(complete());
    synchronized (this) {
      return threadMillis(events);
    }
  }

  /** The tasks of the busiest of the renderers' main threads: the page's, others wait. */
  static List<Double> threadMillis(Collection<JsonNode> events) {
    Set<String> mains = new HashSet<>();
    for (JsonNode event : events) {
      if (event.path("name").asText().equals("thread_name")
          && event.path("args").path("name").asText().equals("CrRendererMain")) {
        mains.add(thread(event));
      }
    }
    Map<String, List<Double>> tasks = new HashMap<>();
    for (JsonNode event : events) {
      if (event.path("name").asText().equals("RunTask") && mains.contains(thread(event))) {
        tasks
            .computeIfAbsent(thread(event), unused -> new ArrayList<>())
            .add(event.path("tdur").asDouble() / MICROS_PER_MILLI);
      }
    }
    return tasks.values().stream()
        .max((a, b) -> Double.compare(sum(a), sum(b)))
        .map(List::copyOf)
        .orElse(List.of());
  }

  private static double sum(List<Double> millis) {
    return millis.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static String thread(JsonNode event) {
    return event.path("pid").asText() + "/" + event.path("tid").asText();
  }
}
