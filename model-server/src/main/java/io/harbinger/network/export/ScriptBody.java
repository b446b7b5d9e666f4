package io.harbinger.network.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of one method, and the names that are taken in it. */
final class ScriptBody {

  private final String library;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * An empty body.
   *
   * @param library the expression for the op library
   */
  ScriptBody(String library) {
    this.library = library;
  }

  String library() {
    return library;
  }

  String fresh(String hint) {
    return hint + "_" + taken.merge(hint, 1, Integer::sum);
  }

  void line(String statement) {
    lines.add("    " + statement);
  }

  /** The method, with what it gives. */
  String method(String className, String input, List<String> outputs) {
    boolean one = outputs.size() == 1;
    String type =
        one
            ? "Tensor"
            : "Tuple[%s]"
                .formatted(String.join(", ", outputs.stream().map(o -> "Tensor").toList()));
    String values = String.join(", ", outputs);
    return """
      def forward(self: __torch__.%s,
        %s: Tensor) -> %s:
    %s
        return %s
    """
        .formatted(
            className, input, type, String.join("\n", lines), one ? values : "(" + values + ")");
  }
}
