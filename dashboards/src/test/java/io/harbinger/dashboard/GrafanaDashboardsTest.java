package io.harbinger.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GrafanaDashboardsTest {

  private static final Set<String> RECORDED = OperationFiles.recorded();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z_]+)");
  private static final Pattern RUNBOOK = Pattern.compile("\\$\\{runbooks}/(Harbinger\\w+\\.md)");

  static List<Path> dashboards() {
    return OperationFiles.files(OperationFiles.DASHBOARDS.resolve("grafana/dashboards"), ".json");
  }

  private static List<JsonNode> panels(Path dashboard) {
    return OperationFiles.elements(OperationFiles.tree(dashboard).path("panels")).toList();
  }

  @Test
  void eachDashboardIsFoundByAnIdOfItsOwn() {
    assertThat(dashboards())
        .hasSize(4)
        .allSatisfy(
            file ->
                assertThat(OperationFiles.tree(file).path("uid").asText() + ".json")
                    .isEqualTo(file.getFileName().toString()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsShowOnlyWhatIsRecorded(Path dashboard) {
    assertThat(panels(dashboard))
        .isNotEmpty()
        .allSatisfy(
            panel ->
                assertThat(OperationFiles.elements(panel.path("targets")))
                    .allSatisfy(
                        target ->
                            assertThat(Expressions.series(target.path("expr").asText()))
                                .isNotEmpty()
                                .isSubsetOf(RECORDED)));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveAUnitATitleAndTheChosenDataSource(Path dashboard) {
    assertThat(panels(dashboard))
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
              if (!panel.path("type").asText().equals("alertlist")) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsDoNotOverlapAndHaveNumbersOfTheirOwn(Path dashboard) {
    List<JsonNode> panels = panels(dashboard);
    assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    for (JsonNode one : panels) {
      for (JsonNode other : panels) {
        assertThat(one == other || apart(one.path("gridPos"), other.path("gridPos")))
            .as("%s and %s", one.path("title"), other.path("title"))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void runbooksThatPanelsLinkToExist(Path dashboard) {
    assertThat(
            RUNBOOK
                .matcher(OperationFiles.text(dashboard))
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(Files.exists(OperationFiles.RUNBOOKS.resolve(file))).isTrue());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardIsInTheFormatOfGrafana11(Path dashboard) {
    JsonNode tree = OperationFiles.tree(dashboard);
    assertThat(tree.path("schemaVersion").asInt()).isEqualTo(39);
    assertThat(tree.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(tree.path("title").asText()).startsWith("Harbinger / ");
    assertThat(tree.path("tags")).extracting(JsonNode::asText).contains("harbinger");
    assertThat(tree.at("/time/from").asText()).startsWith("now-");
    assertThat(tree.has("id")).as("a number that another Grafana gave it").isFalse();
    assertThat(panels(dashboard))
        .allSatisfy(
            panel -> {
              assertThat(panel.path("type").asText())
                  .isIn("stat", "timeseries", "bargauge", "alertlist", "table", "state-timeline");
              JsonNode place = panel.path("gridPos");
              assertThat(place.path("x").asInt()).isNotNegative();
              assertThat(right(place)).isLessThanOrEqualTo(24);
              assertThat(place.path("h").asInt()).isPositive();
              assertThat(OperationFiles.elements(panel.path("targets")))
                  .extracting(target -> target.path("refId").asText())
                  .doesNotContain("")
                  .doesNotHaveDuplicates();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableIsDefinedAndTheDataSourceIsChosenByOne(Path dashboard) {
    JsonNode variables = OperationFiles.tree(dashboard).at("/templating/list");
    Map<String, JsonNode> byName =
        OperationFiles.elements(variables)
            .collect(Collectors.toMap(variable -> variable.path("name").asText(), v -> v));
    assertThat(byName.get("datasource").path("type").asText()).isEqualTo("datasource");
    assertThat(byName.get("datasource").path("query").asText()).isEqualTo("prometheus");
    assertThat(
            VARIABLE
                .matcher(OperationFiles.text(dashboard))
                .results()
                .map(used -> used.group(1))
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet()))
        .isSubsetOf(byName.keySet());
    assertThat(panels(dashboard))
        .allSatisfy(
            panel ->
                assertThat(OperationFiles.elements(panel.path("targets")))
                    .allSatisfy(
                        target ->
                            assertThat(target.at("/datasource/uid").asText())
                                .isEqualTo("${datasource}")));
  }

  private static boolean apart(JsonNode a, JsonNode b) {
    return right(a) <= b.path("x").asInt()
        || right(b) <= a.path("x").asInt()
        || bottom(a) <= b.path("y").asInt()
        || bottom(b) <= a.path("y").asInt();
  }

  private static int right(JsonNode place) {
    return place.path("x").asInt() + place.path("w").asInt();
  }

  private static int bottom(JsonNode place) {
    return place.path("y").asInt() + place.path("h").asInt();
  }
}
