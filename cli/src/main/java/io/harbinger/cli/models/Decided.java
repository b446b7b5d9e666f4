package io.harbinger.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import java.io.PrintWriter;
import java.util.List;

/**
 * What a command decided, as it is printed.
 *
 * @param name of the model
 * @param before what had been decided
 * @param policy what is now
 * @param previous versions that rollbacks lead to, the next one first
 */
record Decided(String name, JsonNode before, JsonNode policy, List<Integer> previous) {

  static void print(
      PrintWriter out, boolean json, String name, ServingDecision before, ServingDecision now) {
    if (json) {
      JsonDocument.print(
          out,
          new Decided(
              name,
              ServingFile.json(before.policy()),
              ServingFile.json(now.policy()),
              now.previous()));
      return;
    }
    out.println("%s: from now on %s (before: %s)".formatted(name, now.policy(), before.policy()));
    out.flush();
  }
}
