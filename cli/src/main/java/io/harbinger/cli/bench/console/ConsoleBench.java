package io.harbinger.cli.bench.console;

import io.harbinger.cli.bench.console.ConsoleBenchReport.PageTasks;
import io.harbinger.cli.bench.load.CpuTimes;
import io.harbinger.console.web.Console;
import io.harbinger.console.web.ConsoleOptions;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.platform.broker.EmbeddedBroker;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs a broker and a console in this process, feeds it a fleet, lets it be watched, and measures
 * what that costs.
 *
 * @param assets of the fleet
 * @param perSecond readings, and as many predictions
 * @param watchers of the event stream beside the page
 * @param warmUp before anything is measured
 * @param measured how long it takes
 * @param browser the program; empty to leave the page out
 */
record ConsoleBench(
    int assets,
    double perSecond,
    int watchers,
    Duration warmUp,
    Duration measured,
    Optional<Path> browser) {

  private static final String ROWS =
      "document.querySelectorAll('table.fleet tbody tr').length >= %d";

  /** As many rows as the page shows at first. */
  private static final int ROWS_SHOWN = 50;

  private static final String COUNT_ROWS =
      "import('/static/store.js').then(({ on }) => { globalThis.benchRows = 0; on('change', (rows) => { benchRows += rows.length; }); }), true";

  ConsoleBench {
    if (assets < 1 || !(perSecond > 0) || watchers < 0) {
      throw new IllegalArgumentException(
          "%d assets, %s readings a second, %d watchers (expected at least 1, above 0, at least 0)"
              .formatted(assets, perSecond, watchers));
    }
    if (measured.toMillis() < 1 || warmUp.isNegative()) {
      throw new IllegalArgumentException(
          "%s after %s of warming up (expected more than 0 after 0 or more)"
              .formatted(measured, warmUp));
    }
  }

  ConsoleBenchReport run() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path directory = Files.createTempDirectory("harbinger-bench");
    try (Parts parts = new Parts()) {
      EmbeddedBroker broker =
          parts.start("broker", () -> EmbeddedBroker.start(directory.resolve("kafka"), 0));
      String kafka = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
        TopicSetup.defaults().createMissing(admin, List.of(Topics.values()));
      }
      Console console =
          parts.start(
              "console",
              () ->
                  Console.start(
                      ConsoleOptions.defaults().withAddress("127.0.0.1", 0),
                      Map.of("bootstrap.servers", kafka),
                      new SimpleMeterRegistry()));
      FleetFeed feed = parts.start("feed", () -> FleetFeed.start(kafka, assets, perSecond));
      List<Watcher> watching = new ArrayList<>();
      for (int i = 0; i < watchers; i++) {
        int number = i;
        watching.add(parts.start("watcher", () -> Watcher.start(console.url(), number)));
      }
      StopRequest nobody = new StopRequest();
      boolean unused = nobody.await(warmUp);
      Optional<ChromiumPage> page = Optional.empty();
      if (browser.isPresent()) {
        Path program = browser.get();
        page =
            Optional.of(
                parts.start(
                    "browser", () -> ChromiumPage.start(program, directory.resolve("chromium"))));
      }
      return measure(load, console, feed, watching, page);
    } finally {
      delete(directory);
    }
  }

  private ConsoleBenchReport measure(
      double load,
      Console console,
      FleetFeed feed,
      List<Watcher> watching,
      Optional<ChromiumPage> page)
      throws Exception {
    StopRequest nobody = new StopRequest();
    List<PageTasks> tasks = new ArrayList<>();
    Map<String, Double> clocks = Map.of();
    long frames = 0;
    if (page.isPresent()) {
      long opened = System.nanoTime();
      page.get().open(console.url() + "#/fleet", ROWS.formatted(Math.min(assets, ROWS_SHOWN)));
      boolean unused = nobody.await(warmUp);
      ChromiumPage.Tasks opening = page.get().takeTasks(Map.of());
      tasks.add(
          PageTasks.of("opening", opening, (System.nanoTime() - opened) / 1e9, opening.frames()));
      frames = opening.frames();
      clocks = page.get().clocks();
      boolean alsoUnused = page.get().evaluate(COUNT_ROWS).asBoolean();
      page.get().traceAgain();
    }
    CpuTimes cpu = CpuTimes.now();
    long sent = feed.sent();
    long bytes = bytes(watching);
    long began = System.nanoTime();
    boolean unused = nobody.await(measured);
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Double> spent = CpuTimes.now().since(cpu, thread -> ConsolePart.of(thread).label());
    long taken = feed.sent() - sent;
    double told = watching.isEmpty() ? 0 : (bytes(watching) - bytes) / seconds / watching.size();
    watching.forEach(Watcher::checkWatching);
    feed.checkWriting();
    double rows = 0;
    if (page.isPresent()) {
      ChromiumPage.Tasks all = page.get().takeTasks(clocks);
      tasks.add(PageTasks.of("watching", all, seconds, all.frames() - frames));
      rows = page.get().evaluate("globalThis.benchRows").asDouble() / seconds;
    }
    Map<String, Double> server = new TreeMap<>();
    Map<String, Double> others = new TreeMap<>();
    spent.forEach(
        (part, used) -> (ConsolePart.isServer(part) ? server : others).put(part, used / seconds));
    return new ConsoleBenchReport(
        assets,
        taken / seconds,
        rows,
        watchers,
        seconds,
        Runtime.getRuntime().availableProcessors(),
        load,
        tasks,
        server.values().stream().mapToDouble(Double::doubleValue).sum(),
        server,
        others,
        told);
  }

  private static long bytes(List<Watcher> watching) {
    return watching.stream().mapToLong(Watcher::bytes).sum();
  }

  private static void delete(Path path) {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
