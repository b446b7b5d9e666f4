package io.harbinger.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.console.alertmanager.AlertName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AlertRulesTest {

  private static final List<JsonNode> ALERTS = OperationFiles.alerts();
  private static final Set<String> RECORDED = OperationFiles.recorded();
  private static final Pattern HEADING = Pattern.compile("^## (.*)$", Pattern.MULTILINE);

  static List<JsonNode> alerts() {
    return ALERTS;
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertSaysHowBadItIsWhatItIsAndWhereToReadOn(JsonNode alert) {
    String name = alert.path("alert").asText();
    assertThat(name).startsWith("Harbinger");
    assertThat(alert.has("for")).as("%s waits before it fires", name).isTrue();
    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
    assertThat(alert.at("/labels/scope").asText()).isIn("platform", "fleet");
    assertThat(alert.at("/annotations/summary").asText()).isNotBlank().doesNotContain("{{");
    assertThat(alert.at("/annotations/description").asText()).isNotBlank();
    assertThat(alert.at("/annotations/runbook_url").asText()).endsWith("/" + name + ".md");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertHasARunbookInFourParts(JsonNode alert) {
    checkRunbook(alert.path("alert").asText());
  }

  @ParameterizedTest
  @EnumSource(AlertName.class)
  void anAlertThatTheConsoleTellsHasARunbookInFourParts(AlertName alert) {
    checkRunbook(alert.label());
  }

  private static void checkRunbook(String name) {
    String runbook = OperationFiles.text(OperationFiles.RUNBOOKS.resolve(name + ".md"));
    assertThat(runbook).startsWith("# " + name + "\n");
    assertThat(HEADING.matcher(runbook).results().map(heading -> heading.group(1)))
        .containsExactly("Meaning", "Impact", "Diagnosis", "Mitigation");
    assertThat(HEADING.split(runbook)).allSatisfy(part -> assertThat(part).isNotBlank());
  }

  @Test
  void noRunbookIsLeftOfAnAlertThatIsGone() {
    assertThat(OperationFiles.files(OperationFiles.RUNBOOKS, ".md"))
        .extracting(file -> file.getFileName().toString().replace(".md", ""))
        .containsExactlyInAnyOrderElementsOf(names());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertIsTestedToFireAndNotToFire(JsonNode alert) {
    String name = alert.path("alert").asText();
    String scope = alert.at("/labels/scope").asText();
    String tests =
        OperationFiles.text(OperationFiles.TESTS.resolve("alerts-%s.yml".formatted(scope)));
    assertThat(tests)
        .contains("name: %s fires after %s".formatted(name, alert.path("for").asText()))
        .contains("name: %s does not fire when ".formatted(name));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertNamesOnlyWhatIsRecorded(JsonNode alert) {
    assertThat(Expressions.series(alert.path("expr").asText())).isNotEmpty().isSubsetOf(RECORDED);
  }

  /** Of the rules' alerts, and of those that the console tells. */
  private static List<String> names() {
    return Stream.concat(
            alerts().stream().map(alert -> alert.path("alert").asText()),
            Arrays.stream(AlertName.values()).map(AlertName::label))
        .toList();
  }

  @Test
  void whatIsSilencedOrRoutedByNameIsAnAlert() {
    String routes =
        OperationFiles.text(OperationFiles.DASHBOARDS.resolve("alertmanager/alertmanager.yml"));
    assertThat(Pattern.compile("Harbinger\\w+").matcher(routes).results().map(MatchResult::group))
        .isNotEmpty()
        .isSubsetOf(names());
  }
}
