package io.harbinger.platform.embedded;

import io.harbinger.console.web.ModelsSource;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The model that answers, as the console shows it: from its own directory, nothing measured anew.
 *
 * @param model of the platform
 */
record ModelCard(PlatformModel model) implements ModelsSource {

  @Override
  public List<Entry> models() {
    ModelDirectory directory = model.directory();
    return List.of(
        new Entry(directory.info().name(), directory.info().version(), true, metrics(), facts()));
  }

  private Manifest manifest() {
    return model.directory().manifest();
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    manifest()
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
    facts.put("network", model.network());
    facts.put("metrics", manifest().metrics().path("heldOutProtocol").asText());
    facts.put(
        "trained on",
        manifest().data().stream()
            .map(Manifest.DataSource::file)
            .collect(Collectors.joining(", ")));
    facts.put(
        "licence of the data",
        manifest().data().stream()
            .map(Manifest.DataSource::licence)
            .distinct()
            .collect(Collectors.joining(", ")));
    return facts;
  }
}
