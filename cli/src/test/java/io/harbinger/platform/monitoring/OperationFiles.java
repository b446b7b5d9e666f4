package io.harbinger.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What this repository gives Prometheus, Alertmanager and Grafana to read. */
final class OperationFiles {

  static final Path DASHBOARDS =
      Path.of(System.getProperty("harbinger.root")).resolve("dashboards");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Where a person chooses among values; unchosen, a dashboard shows all. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");

  private static final Pattern RECORDED = Pattern.compile("harbinger:[a-z_]+:[a-z0-9_]+");

  private OperationFiles() {}

  static JsonNode tree(String file) throws IOException {
    return YAML.readTree(DASHBOARDS.resolve(file).toFile());
  }

  static void write(JsonNode tree, Path file) throws IOException {
    YAML.writeValue(file.toFile(), tree);
  }

  /**
   * Every expression that a panel draws or a rule records, and every series that an alert goes by:
   * an alert's own expression is empty while all is well. By where it is from.
   */
  static Map<String, String> expressions() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (JsonNode rule : rules()) {
      String expression = rule.path("expr").asText();
      if (rule.has("record")) {
        all.put(
            "rule %s %s".formatted(rule.path("record").asText(), rule.path("labels")), expression);
      } else {
        String alert = rule.path("alert").asText();
        RECORDED
            .matcher(expression)
            .results()
            .forEach(
                series -> all.put("alert %s: %s".formatted(alert, series.group()), series.group()));
      }
    }
    for (Path dashboard : files("grafana/dashboards", ".json")) {
      for (JsonNode panel : YAML.readTree(dashboard.toFile()).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          all.put(
              "panel '%s' of %s, %s"
                  .formatted(
                      panel.path("title").asText(),
                      dashboard.getFileName(),
                      target.path("refId").asText()),
              VARIABLE.matcher(target.path("expr").asText()).replaceAll(".+"));
        }
      }
    }
    return all;
  }

  private static List<JsonNode> rules() throws IOException {
    return files("prometheus/rules", ".yml").stream()
        .flatMap(
            file -> {
              try {
                return elements(YAML.readTree(file.toFile()).path("groups"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .flatMap(group -> elements(group.path("rules")))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<Path> files(String directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(DASHBOARDS.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
