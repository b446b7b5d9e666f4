package io.harbinger.network.export;

import io.harbinger.network.ops.OpLibrary;
import io.harbinger.network.torchscript.ScriptObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes modules whose one method is {@code forward}. */
public final class ScriptModules {

  private static final String LIBRARY = "ops";

  private ScriptModules() {}

  /**
   * A module of one tensor in, one or more out. It holds the op library as the module {@code ops}:
   * its recurrent loops are the text that the served network runs.
   *
   * @param className of the module
   * @param input the argument's name
   * @param body writes the computation and gives the names of the outputs
   */
  public static ScriptObject of(
      String className, String input, Function<ScriptScope, List<String>> body) {
    ScriptBody statements = new ScriptBody("self." + LIBRARY);
    ScriptScope root = new ScriptScope(statements, "self");
    List<String> outputs = body.apply(root);
    return root.object(
        className,
        Map.of(LIBRARY, OpLibrary.module()),
        statements.method(className, input, outputs));
  }
}
