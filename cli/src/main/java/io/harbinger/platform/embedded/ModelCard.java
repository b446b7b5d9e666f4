package io.harbinger.platform.embedded;

import io.harbinger.console.web.ModelsSource;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The version that answers, as the console shows it: from its own directory, nothing measured anew.
 *
 * @param model of the platform, as it was started
 * @param serving which version answers now
 */
record ModelCard(PlatformModel model, Supplier<ModelInfo> serving) implements ModelsSource {

  @Override
  public List<Entry> models() {
    ModelInfo now = serving.get();
    try {
      PlatformModel current = current(now);
      return List.of(
          new Entry(
              now.name(),
              now.version(),
              true,
              metrics(current.directory().manifest()),
              facts(current)));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // It answers all the same: its directory was removed or changed under it.
      return List.of(
          new Entry(
              now.name(),
              now.version(),
              true,
              Map.of(),
              Map.of("directory", String.valueOf(e.getMessage()))));
    }
  }

  private PlatformModel current(ModelInfo now) {
    ModelDirectory started = model.directory();
    return now.version().equals(started.info().version())
        ? model
        : PlatformModel.in(ModelDirectory.read(started.path().resolveSibling(now.version())));
  }

  private static Map<String, Double> metrics(Manifest manifest) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    manifest
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

  private static Map<String, String> facts(PlatformModel model) {
    Manifest manifest = model.directory().manifest();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", model.network());
    facts.put("metrics", manifest.metrics().path("heldOutProtocol").asText());
    facts.put(
        "trained on",
        manifest.data().stream().map(Manifest.DataSource::file).collect(Collectors.joining(", ")));
    facts.put(
        "licence of the data",
        manifest.data().stream()
            .map(Manifest.DataSource::licence)
            .distinct()
            .collect(Collectors.joining(", ")));
    return facts;
  }
}
