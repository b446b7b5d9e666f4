package io.harbinger.cli.bench.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.platform.lifecycle.StopRequest;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A page in a Chromium without a window, which tells of its long tasks: those that keep its main
 * thread for 50 ms or more, by the browser's own {@code PerformanceObserver}. Closing ends the
 * browser.
 */
final class ChromiumPage implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration END = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OBSERVER =
      """
      globalThis.benchTasks = [];
      globalThis.benchFrames = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
          benchTasks.push({ start: task.startTime, millis: task.duration });
        }
      }).observe({ type: "longtask", buffered: true });
      const frame = () => { benchFrames++; requestAnimationFrame(frame); };
      requestAnimationFrame(frame);
      """;

  private final Process browser;
  private final DevTools tools;
  private final MainThreadTrace trace;

  private ChromiumPage(Process browser, DevTools tools) {
    this.browser = browser;
    this.tools = tools;
    this.trace = new MainThreadTrace(tools);
  }

  /**
   * What kept the main thread.
   *
   * @param millis of each task of 50 ms or more, by the clock
   * @param threadMillis of each task, also the short ones, by the thread's own clock
   * @param taskSeconds all tasks together, also the short ones
   * @param scriptSeconds scripts among them
   * @param layoutSeconds layout and styles among them
   * @param frames that were drawn
   */
  record Tasks(
      List<Double> millis,
      List<Double> threadMillis,
      double taskSeconds,
      double scriptSeconds,
      double layoutSeconds,
      long frames) {}

  /** The program on the path; empty where there is none. */
  static Optional<Path> installed() {
    String path = System.getenv("PATH");
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of((path == null ? "" : path).split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the browser with an empty page.
   *
   * @param profile a new directory for it
   */
  static ChromiumPage start(Path program, Path profile) throws Exception {
    Files.createDirectories(profile);
    Process browser =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1360,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile.toAbsolutePath(),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      DevTools tools = new DevTools(client, page(client, port(browser, profile)));
      ChromiumPage page = new ChromiumPage(browser, tools);
      tools.command("Page.enable", Map.of());
      tools.command("Performance.enable", Map.of());
      tools.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", OBSERVER));
      return page;
    } catch (Exception e) {
      end(browser);
      throw e;
    }
  }

  private static int port(Process browser, Path profile) throws Exception {
    Path told = profile.resolve("DevToolsActivePort");
    StopRequest nobody = new StopRequest();
    long latest = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < latest && browser.isAlive()) {
      List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
      if (lines.size() >= 2) {
        return Integer.parseInt(lines.get(0));
      }
      boolean unused = nobody.await(LOOK_AGAIN);
    }
    throw new IllegalStateException(
        "Chromium did not start within %s; it said: %s"
            .formatted(START, Files.readString(profile.resolve("chromium.log")).strip()));
  }

  private static URI page(HttpClient client, int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/json/list".formatted(port)))
            .timeout(START)
            .build();
    for (JsonNode target :
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IllegalStateException("Chromium has no page (expected the one it was started with)");
  }

  /**
   * Opens a page, with a trace of what it does from now on, and waits until an expression in it is
   * true.
   */
  void open(String url, String ready) throws Exception {
    trace.start();
    tools.command("Page.navigate", Map.of("url", url));
    StopRequest nobody = new StopRequest();
    long latest = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < latest) {
      if (tools.evaluate("Boolean(globalThis.benchTasks && (%s))".formatted(ready)).asBoolean()) {
        return;
      }
      boolean unused = nobody.await(LOOK_AGAIN);
    }
    throw new IllegalStateException("%s did not become ready: %s".formatted(url, ready));
  }

  /** Begins a new trace of what the page does. */
  void traceAgain() throws Exception {
    trace.start();
  }

  /** A value in the page. */
  JsonNode evaluate(String expression) throws Exception {
    return tools.evaluate(expression);
  }

  /** What kept the main thread since the page was opened, or since the last call. */
  Tasks takeTasks(Map<String, Double> before) throws Exception {
    JsonNode told = tools.evaluate("[benchTasks.splice(0), benchFrames]");
    List<Double> millis = new ArrayList<>();
    told.path(0).forEach(task -> millis.add(task.path("millis").asDouble()));
    Map<String, Double> now = clocks();
    List<Double> threadMillis = trace.stop();
    return new Tasks(
        List.copyOf(millis),
        threadMillis,
        since(now, before, "TaskDuration"),
        since(now, before, "ScriptDuration"),
        since(now, before, "LayoutDuration") + since(now, before, "RecalcStyleDuration"),
        told.path(1).asLong());
  }

  private static double since(Map<String, Double> now, Map<String, Double> before, String name) {
    return now.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
  }

  /** The page's own clocks, in seconds. */
  Map<String, Double> clocks() throws Exception {
    Map<String, Double> clocks = new HashMap<>();
    tools
        .command("Performance.getMetrics", Map.of())
        .path("metrics")
        .forEach(m -> clocks.put(m.path("name").asText(), m.path("value").asDouble()));
    return clocks;
  }

  @Override
  public void close() throws InterruptedException {
    tools.close();
    end(browser);
  }

  /** The browser and the processes that it started. */
  private static void end(Process browser) throws InterruptedException {
    List<ProcessHandle> own = browser.descendants().toList();
    browser.destroy();
    if (!browser.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
      browser.destroyForcibly().waitFor();
    }
    for (ProcessHandle handle : own) {
      handle.destroyForcibly();
      // Until it is gone it may still write to its profile.
      ProcessHandle unused =
          handle.onExit().completeOnTimeout(handle, END.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }
}
