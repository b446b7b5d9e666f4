package io.harbinger.cli.bench.console;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.usage.DurationConverter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the console costs with a large fleet. */
@Command(
    name = "console",
    description = {
      "Measure the web console with a large fleet: what keeps the page's main thread, in a Chromium without a window; the processor time of the console's own threads; the bytes that a watcher gets.",
      "Broker, console and source run in this process; predictions are written to their topic straight, without windows and job."
    },
    sortOptions = false,
    footer = {
      "",
      "Exit code 1 where the page is kept above 100 ms or the server takes more than 5 % of a core.",
      "",
      "Example: a thousand assets, a reading of each a second, ten watchers, a minute",
      "  ./harbinger bench console"
    })
public final class BenchConsoleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--assets",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Assets of the fleet (default: ${DEFAULT-VALUE}).")
  private int assets;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Readings a second, with a prediction each (default: ${DEFAULT-VALUE}).")
  private double perSecond;

  @Option(
      names = "--watchers",
      paramLabel = "N",
      defaultValue = "10",
      description = "Watchers of the event stream, beside the page (default: ${DEFAULT-VALUE}).")
  private int watchers;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "15s",
      description =
          "Before the page is opened, and again before it is measured (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "How long it is measured (default: ${DEFAULT-VALUE}).")
  private Duration measured;

  @Option(names = "--no-page", description = "Leave the browser out.")
  private boolean withoutPage;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Optional<Path> browser = withoutPage ? Optional.empty() : ChromiumPage.installed();
    if (browser.isEmpty() && !withoutPage) {
      throw new IllegalStateException(
          "no chromium on the path (install it, for instance with 'apt-get install chromium', or leave the page out with --no-page)");
    }
    ConsoleBench bench;
    try {
      bench = new ConsoleBench(assets, perSecond, watchers, warmUp, measured, browser);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    ConsoleBenchReport report = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return report.onTarget() ? 0 : 1;
  }

  private static void print(PrintWriter out, ConsoleBenchReport report) {
    line(
        out,
        "%d assets, %.0f readings a second, %d watchers; %.0f s, %d processors, load %.1f at the start",
        report.assets(),
        report.readingsPerSecond(),
        report.watchers(),
        report.seconds(),
        report.processors(),
        report.load());
    for (ConsoleBenchReport.PageTasks page : report.page()) {
      line(
          out,
          "page, %s: longest task %s, at most %.0f ms on the processor, %d of 50 ms or more, %d above 100 ms; main thread busy %.0f %% (scripts %.0f %%, layout %.0f %%), %.0f frames a second",
          page.what(),
          page.over50() == 0
              ? "below 50 ms"
              : String.format(Locale.ROOT, "%.0f ms", page.longestMillis()),
          page.longestThreadMillis(),
          page.over50(),
          page.over100(),
          100 * page.busy(),
          100 * page.script(),
          100 * page.layout(),
          page.framesPerSecond());
    }
    if (!report.page().isEmpty()) {
      line(out, "page: %.0f changed rows a second", report.rowsPerSecond());
    }
    line(out, "server: %.1f %% of a core, by its threads' own clocks", 100 * report.serverShare());
    parts(out, report.serverParts());
    line(out, "beside it in this process:");
    parts(out, report.otherParts());
    line(out, "a watcher: %.0f bytes a second", report.bytesPerSecond());
    out.flush();
  }

  private static void parts(PrintWriter out, Map<String, Double> parts) {
    parts.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(part -> line(out, "    %5.2f %%  %s", 100 * part.getValue(), part.getKey()));
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
