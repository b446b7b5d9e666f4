package io.harbinger.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules, dashboards and runbooks of this repository, read for tests. */
final class OperationFiles {

  static final Path ROOT = Path.of(System.getProperty("harbinger.root"));
  static final Path DASHBOARDS = ROOT.resolve("dashboards");
  static final Path RULES = DASHBOARDS.resolve("prometheus/rules");
  static final Path TESTS = DASHBOARDS.resolve("prometheus/tests");
  static final Path RUNBOOKS = DASHBOARDS.resolve("runbooks");

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `([a-zA-Z_]+)` \\| (\\w*)", Pattern.MULTILINE);

  private OperationFiles() {}

  /** Every file of a directory with an ending, in order. */
  static List<Path> files(Path directory, String ending) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A YAML file, or a JSON file, which is YAML too. */
  static JsonNode tree(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Stream<JsonNode> rules() {
    return files(RULES, ".yml").stream()
        .flatMap(file -> elements(tree(file).path("groups")))
        .flatMap(group -> elements(group.path("rules")));
  }

  static List<JsonNode> alerts() {
    return rules().filter(rule -> rule.has("alert")).toList();
  }

  static List<JsonNode> recordings() {
    return rules().filter(rule -> rule.has("record")).toList();
  }

  static Set<String> recorded() {
    return recordings().stream()
        .map(rule -> rule.path("record").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of series that docs/metrics.md promises. */
  static Set<String> documented() {
    Set<String> names = new TreeSet<>();
    DOCUMENTED
        .matcher(text(ROOT.resolve("docs/metrics.md")))
        .results()
        .forEach(
            row -> {
              names.add(row.group(1));
              if (row.group(2).equals("histogram")) {
                List.of("_count", "_sum", "_bucket", "_max")
                    .forEach(part -> names.add(row.group(1) + part));
              }
            });
    return names;
  }
}
