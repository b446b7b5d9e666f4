package io.harbinger.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a model's manifest. */
@Command(
    name = "show",
    description = "Show what a model is: its network, channels, data, metrics and files.",
    sortOptions = false,
    footer = {
      "",
      "Example: the shipped model",
      "  ./harbinger models show models/rul-fd001",
      "Example: its manifest, as JSON",
      "  ./harbinger models show models/rul-fd001 --json"
    })
final class ShowModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Option(names = "--json", description = "Print the manifest as one JSON document.")
  private boolean json;

  /** The whole document. */
  record Shown(String name, String version, String path, Manifest manifest) {}

  @Override
  public Integer call() {
    ModelDirectory directory = model.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(
          out,
          new Shown(
              directory.info().name(),
              directory.info().version(),
              directory.path().toString(),
              directory.manifest()));
    } else {
      print(out, directory);
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, ModelDirectory directory) {
    Manifest manifest = directory.manifest();
    out.println(
        "%s, version %s (task %s), computed by %s in %s"
            .formatted(
                directory.info().name(),
                directory.info().version(),
                directory.info().task(),
                manifest.computedBy(),
                manifest.permitted().stream()
                    .map(Precision::label)
                    .collect(Collectors.joining(" or "))));
    manifest
        .model()
        .properties()
        .forEach(
            part -> {
              if (part.getKey().equals("channels")) {
                channels(out, part.getValue());
              } else {
                out.println("\n" + part.getKey());
                values(out, "", part.getValue());
              }
            });
    out.println("\ndata");
    for (Manifest.DataSource source : manifest.data()) {
      out.println("  %s  %s".formatted(source.sha256(), source.file()));
      out.println("    " + source.licence());
    }
    out.println("\nmetrics");
    values(out, "", manifest.metrics());
    out.println("\nfiles");
    manifest.files().forEach((file, sha256) -> out.println("  %s  %s".formatted(sha256, file)));
  }

  private static void channels(PrintWriter out, JsonNode channels) {
    out.println("\nchannels, in the order of a reading");
    for (JsonNode channel : channels) {
      out.println(
          "  %-12s %s".formatted(channel.path("name").asText(), channel.path("unit").asText()));
    }
  }

  /** Prints each value under its path; lists of plain values on one line. */
  private static void values(PrintWriter out, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> values(out, path + "." + field.getKey(), field.getValue()));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        values(out, path + "." + i, node.get(i));
      }
    } else {
      String text = node.isValueNode() ? node.asText() : node.toString();
      out.println("  %-28s %s".formatted(path.isEmpty() ? "" : path.substring(1), text));
    }
  }
}
