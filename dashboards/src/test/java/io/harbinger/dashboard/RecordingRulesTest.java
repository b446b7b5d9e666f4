package io.harbinger.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordingRulesTest {

  @Test
  void onlyDocumentedMetricsAreRecorded() {
    Set<String> known = new HashSet<>(OperationFiles.documented());
    known.addAll(OperationFiles.recorded());
    // Prometheus' own, about each scrape.
    known.add("up");
    assertThat(OperationFiles.recordings())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(Expressions.series(rule.path("expr").asText()))
                    .as(rule.path("record").asText())
                    .isNotEmpty()
                    .isSubsetOf(known));
  }

  @Test
  void noExpressionIsRecordedTwice() {
    assertThat(OperationFiles.recordings())
        .extracting(rule -> rule.path("expr").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void namesOfSeriesAreReadOutOfExpressions() {
    assertThat(
            Expressions.series(
                "sum by (a, b) (rate(x_total{job=~\"y.*\",b!=\"z\"}[5m])) / ignoring (c) group_left"
                    + " q:r:s > 0.1"))
        .containsExactly("q:r:s", "x_total");
  }
}
