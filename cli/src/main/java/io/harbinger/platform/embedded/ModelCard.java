package io.harbinger.platform.embedded;

import io.harbinger.console.web.ModelsSource;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The model that answers, as the console shows it: from its own directory, nothing measured anew.
 *
 * @param directory of the version
 * @param spec what it takes and tells
 */
record ModelCard(ModelDirectory directory, RulSpec spec) implements ModelsSource {

  @Override
  public List<Entry> models() {
    return List.of(
        new Entry(directory.info().name(), directory.info().version(), true, metrics(), facts()));
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    directory
        .manifest()
        .metrics()
        .path("heldOut")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                metrics.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    return metrics;
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "network",
        "JANET %s%s, windows of %d readings"
            .formatted(
                spec.network().units(),
                spec.network().attention() ? " with task-specific attention" : "",
                spec.network().window()));
    facts.put("metrics", directory.manifest().metrics().path("heldOutProtocol").asText());
    facts.put(
        "trained on",
        directory.manifest().data().stream()
            .map(Manifest.DataSource::file)
            .collect(Collectors.joining(", ")));
    facts.put(
        "licence of the data",
        directory.manifest().data().stream()
            .map(Manifest.DataSource::licence)
            .distinct()
            .collect(Collectors.joining(", ")));
    return facts;
  }
}
