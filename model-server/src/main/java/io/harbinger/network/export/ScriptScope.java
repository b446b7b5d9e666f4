package io.harbinger.network.export;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.harbinger.network.torchscript.ScriptObject;
import io.harbinger.network.torchscript.ScriptTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a block writes its computation: a place in the tree of modules, that holds the block's
 * parameters by their own names, and the statements of the one method {@code forward}.
 *
 * <p>The tree is that of the blocks, so the tensors of the module have the names that the weights
 * file has, {@code janet0.inputWeight}. Not thread-safe.
 */
public final class ScriptScope {

  private final ScriptBody body;
  private final String path;
  private final Map<String, ScriptTensor> parameters = new LinkedHashMap<>();
  private final Map<String, ScriptTensor> buffers = new LinkedHashMap<>();
  private final Map<String, ScriptScope> children = new LinkedHashMap<>();

  ScriptScope(ScriptBody body, String path) {
    this.body = body;
    this.path = path;
  }

  /** The place of a child block. */
  public ScriptScope child(String name) {
    if (children.containsKey(name)) {
      throw new IllegalArgumentException("two blocks named " + name + " in " + path);
    }
    ScriptScope child = new ScriptScope(body, path + "." + name);
    children.put(name, child);
    return child;
  }

  /** Holds an initialised parameter's values under its name and gives the expression for it. */
  public String parameter(Parameter parameter) {
    NDArray array = parameter.getArray();
    List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
    parameters.put(parameter.getName(), ScriptTensor.of(shape, array.toFloatArray()));
    return path + "." + parameter.getName();
  }

  /** Holds a constant tensor and gives the expression for it. */
  public String buffer(String name, ScriptTensor tensor) {
    buffers.put(name, tensor);
    return path + "." + name;
  }

  /**
   * Computes an expression.
   *
   * @param hint what the variable is called, before a number
   * @return the variable
   */
  public String let(String hint, String expression) {
    return let(List.of(hint), expression).get(0);
  }

  /** Computes an expression whose value is a tuple, and gives a variable for each part. */
  public List<String> let(List<String> hints, String expression) {
    List<String> names = hints.stream().map(body::fresh).toList();
    body.line(String.join(", ", names) + " = " + expression);
    return names;
  }

  /**
   * Fails when a condition holds.
   *
   * @param condition an expression of type {@code bool}
   * @param message of the error; without quotes
   */
  public void refuse(String condition, String message) {
    body.line("if %s:".formatted(condition));
    body.line("  ops.prim.RaiseException(\"%s\")".formatted(message));
    body.line("else:");
    body.line("  pass");
  }

  /**
   * Computes an operation of the op library.
   *
   * @param outputs what its outputs are called, before a number
   */
  public List<String> call(String operation, List<String> arguments, List<String> outputs) {
    return let(
        outputs, "(%s).%s(%s)".formatted(body.library(), operation, String.join(", ", arguments)));
  }

  /** Computes a linear layer, whose place this is. */
  public String linear(Linear layer, String x) {
    List<String> arguments = new ArrayList<>(List.of(x));
    layer.getDirectParameters().values().forEach(p -> arguments.add(parameter(p)));
    return let("linear", "torch.linear(%s)".formatted(String.join(", ", arguments)));
  }

  ScriptObject object(String className, Map<String, ScriptObject> others, String methods) {
    Map<String, ScriptObject> modules = new LinkedHashMap<>(others);
    children.forEach(
        (name, child) -> modules.put(name, child.object(className + "_" + name, Map.of(), "")));
    return new ScriptObject(className, parameters, buffers, modules, methods);
  }
}
