package io.harbinger.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.platform.versions.Decided;
import io.harbinger.server.version.ServingFile;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what a command decided. */
final class DecidedPrinter {

  private DecidedPrinter() {}

  /**
   * The whole document.
   *
   * @param name of the model
   * @param before what had been decided; null where that could not be read
   * @param policy what is now
   * @param previous versions that rollbacks lead to, the next one first
   */
  record Document(
      String name, @Nullable JsonNode before, JsonNode policy, List<Integer> previous) {}

  static void print(PrintWriter out, boolean json, Decided decided) {
    if (json) {
      JsonDocument.print(
          out,
          new Document(
              decided.name(),
              decided.before().map(before -> ServingFile.json(before.policy())).orElse(null),
              ServingFile.json(decided.now().policy()),
              decided.now().previous()));
      return;
    }
    out.println(decided.words());
    out.flush();
  }
}
