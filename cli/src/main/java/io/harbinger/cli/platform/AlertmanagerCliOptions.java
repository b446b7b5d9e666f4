package io.harbinger.cli.platform;

import io.harbinger.console.alertmanager.AlertmanagerOptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Alertmanager is told of alerts, and what its messages link to. */
final class AlertmanagerCliOptions {

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description =
          "Tell this Alertmanager of every asset's alerts, as http://localhost:9093 (default: no"
              + " one).")
  private @Nullable URI alertmanager;

  @Option(
      names = "--console-url",
      paramLabel = "URL",
      description =
          "With --alertmanager: where people reach the console, for the links (default: its own"
              + " address).")
  private @Nullable URI console;

  @Option(
      names = "--runbooks-url",
      paramLabel = "URL",
      description =
          "With --alertmanager: where the runbooks are (default: http://localhost:9090/user).")
  private @Nullable URI runbooks;

  Optional<AlertmanagerOptions> options() {
    if (alertmanager == null) {
      if (console != null || runbooks != null) {
        throw new IllegalArgumentException(
            "--console-url and --runbooks-url are for messages of an Alertmanager (expected"
                + " --alertmanager URL too)");
      }
      return Optional.empty();
    }
    AlertmanagerOptions options = AlertmanagerOptions.to(alertmanager);
    if (console != null) {
      options = options.withConsole(console);
    }
    return Optional.of(runbooks == null ? options : options.withRunbooks(runbooks));
  }
}
