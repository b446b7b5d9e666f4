package io.harbinger.network.torchscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A module as TorchScript has it: its class and the values of its attributes. Each class of a tree
 * of modules has one name and one text.
 *
 * @param className without the prefix {@code __torch__}
 * @param parameters by name, in order
 * @param buffers by name, in order: tensors that training leaves alone
 * @param children by name, in order
 * @param methods in serialized TorchScript, indented by two blanks; may be empty
 */
public record ScriptObject(
    String className,
    Map<String, ScriptTensor> parameters,
    Map<String, ScriptTensor> buffers,
    Map<String, ScriptObject> children,
    String methods) {

  /** Copies the maps. */
  public ScriptObject {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    buffers = Collections.unmodifiableMap(new LinkedHashMap<>(buffers));
    children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
  }

  /** A module that is only its methods. */
  public static ScriptObject ofMethods(String className, String methods) {
    return new ScriptObject(className, Map.of(), Map.of(), Map.of(), methods);
  }

  /**
   * The tree with one value of one parameter changed.
   *
   * @param path of children's names and the parameter's own, joined by points
   * @param index row-major
   * @param by is added
   */
  public ScriptObject shifted(String path, int index, double by) {
    int point = path.indexOf('.');
    String name = point < 0 ? path : path.substring(0, point);
    if (point >= 0 && children.containsKey(name)) {
      ScriptObject child = children.get(name).shifted(path.substring(point + 1), index, by);
      return new ScriptObject(className, parameters, buffers, with(children, name, child), methods);
    }
    ScriptTensor tensor = point < 0 ? parameters.get(name) : null;
    if (tensor == null) {
      throw new IllegalArgumentException(
          "module %s has no %s among its parameters %s and modules %s"
              .formatted(className, name, parameters.keySet(), children.keySet()));
    }
    return new ScriptObject(
        className, with(parameters, name, tensor.shifted(index, by)), buffers, children, methods);
  }

  private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
    Map<String, T> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  /** The text of all classes of the tree, each after those it uses. */
  String source() {
    Map<String, String> classes = new LinkedHashMap<>();
    collect(classes);
    return String.join("", classes.values());
  }

  private void collect(Map<String, String> classes) {
    children.values().forEach(child -> child.collect(classes));
    String text = text();
    String other = classes.putIfAbsent(className, text);
    if (other != null && !other.equals(text)) {
      throw new IllegalStateException("two classes named " + className + " in one module");
    }
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("class %s(Module):".formatted(className));
    lines.add("  __parameters__ = " + names(parameters.keySet()));
    lines.add("  __buffers__ = " + names(buffers.keySet()));
    lines.add("  training : bool");
    parameters.keySet().forEach(name -> lines.add("  %s : Tensor".formatted(name)));
    buffers.keySet().forEach(name -> lines.add("  %s : Tensor".formatted(name)));
    children.forEach(
        (name, child) -> lines.add("  %s : __torch__.%s".formatted(name, child.className())));
    return String.join("\n", lines) + "\n" + methods;
  }

  private static String names(Set<String> names) {
    StringBuilder list = new StringBuilder("[");
    names.forEach(name -> list.append('"').append(name).append("\", "));
    return list.append(']').toString();
  }
}
