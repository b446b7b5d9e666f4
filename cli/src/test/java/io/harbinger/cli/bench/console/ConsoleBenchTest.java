package io.harbinger.cli.bench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.cli.bench.console.ConsoleBenchReport.PageTasks;
import io.harbinger.platform.monitoring.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleBenchTest {

  @Test
  void watchersGetTheFleetAndTheServersThreadsAreCounted() throws Exception {
    ConsoleBenchReport report = bench(Optional.empty()).run();
    assertThat(report.page()).isEmpty();
    assertThat(report.readingsPerSecond()).isCloseTo(200, within(60.0));
    // A row has at least so many bytes; twenty assets change at most four times a second each.
    assertThat(report.bytesPerSecond()).isBetween(1_000.0, 60_000.0);
    assertThat(report.serverParts()).containsKeys("console: reading the topics");
    assertThat(report.serverShare()).isPositive();
    assertThat(report.otherParts()).containsKeys("broker and the rest", "source and watchers");
  }

  @Test
  void aPageIsWatchedInChromium() throws Exception {
    Program.assumeInstalled("chromium", "chromium");
    ConsoleBenchReport report = bench(ChromiumPage.installed()).run();
    assertThat(report.page()).extracting(PageTasks::what).containsExactly("opening", "watching");
    assertThat(report.rowsPerSecond()).isPositive();
    assertThat(report.page())
        .allSatisfy(page -> assertThat(page.longestThreadMillis()).isPositive());
    assertThat(report.page().get(1).busy()).isPositive();
    assertThat(report.page().get(1).framesPerSecond()).isPositive();
  }

  private static ConsoleBench bench(Optional<java.nio.file.Path> browser) {
    return new ConsoleBench(20, 200, 2, Duration.ofSeconds(1), Duration.ofSeconds(3), browser);
  }

  @Test
  void longTasksAreCounted() {
    PageTasks tasks =
        PageTasks.of(
            "watching",
            new ChromiumPage.Tasks(List.of(60.0, 140.0, 101.0), List.of(4.0, 31.0), 3, 2, 1, 500),
            10,
            400);
    assertThat(tasks.longestMillis()).isEqualTo(140);
    assertThat(tasks.longestThreadMillis()).isEqualTo(31);
    assertThat(tasks.over50()).isEqualTo(3);
    assertThat(tasks.over100()).isEqualTo(2);
    assertThat(tasks.busy()).isEqualTo(0.3);
    assertThat(tasks.framesPerSecond()).isEqualTo(40);
    assertThat(report(tasks, 0.01).onTarget()).isFalse();
    PageTasks none =
        PageTasks.of("watching", new ChromiumPage.Tasks(List.of(), List.of(), 1, 1, 0, 1), 1, 1);
    assertThat(report(none, 0.01).onTarget()).isTrue();
    assertThat(report(none, 0.06).onTarget()).isFalse();
  }

  @Test
  void aTracesTasksAreThoseOfTheBusiestMainThread() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper()
        .readTree(
            """
            [{"name": "thread_name", "pid": 1, "tid": 1, "args": {"name": "CrRendererMain"}},
             {"name": "thread_name", "pid": 2, "tid": 1, "args": {"name": "CrRendererMain"}},
             {"name": "thread_name", "pid": 2, "tid": 9, "args": {"name": "Compositor"}},
             {"name": "RunTask", "pid": 1, "tid": 1, "dur": 90000, "tdur": 2000},
             {"name": "RunTask", "pid": 2, "tid": 1, "dur": 80000, "tdur": 21500},
             {"name": "RunTask", "pid": 2, "tid": 1, "dur": 300, "tdur": 250},
             {"name": "Paint", "pid": 2, "tid": 1, "dur": 5000, "tdur": 99000},
             {"name": "RunTask", "pid": 2, "tid": 9, "dur": 5000, "tdur": 99000}]
            """)
        .forEach(events::add);
    assertThat(MainThreadTrace.threadMillis(events)).containsExactly(21.5, 0.25);
  }

  private static ConsoleBenchReport report(PageTasks page, double share) {
    return new ConsoleBenchReport(
        1000, 1000, 1000, 10, 60, 2, 0, List.of(page), share, Map.of(), Map.of(), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "console-feed, FEED",
    "console-stream, STREAM",
    "console-worst, WORST",
    "console-42, HTTP",
    "console-23-acceptor-0@5f-ServerConnector@7a, HTTP",
    "bench-watcher-3, BENCH",
    "data-plane-kafka-request-handler-0, BROKER"
  })
  void aThreadsNameTellsItsPart(String thread, ConsolePart part) {
    assertThat(ConsolePart.of(thread)).isEqualTo(part);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThatThrownBy(
            () ->
                new ConsoleBench(0, 10, 1, Duration.ZERO, Duration.ofSeconds(1), Optional.empty()))
        .hasMessageContaining("0 assets");
    assertThatThrownBy(
            () -> new ConsoleBench(1, 10, 1, Duration.ZERO, Duration.ZERO, Optional.empty()))
        .hasMessageContaining("expected more than 0");
  }
}
