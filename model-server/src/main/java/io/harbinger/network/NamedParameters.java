package io.harbinger.network;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a block by stable names: the path of child blocks' names and the parameter's
 * own, joined by points, {@code layer0.inputWeight}. A weights file uses these names.
 */
public final class NamedParameters {

  private NamedParameters() {}

  /** All parameters of a block and of the blocks below it, a block's own first. */
  public static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    collect("", block, named);
    return named;
  }

  private static void collect(String path, Block block, Map<String, Parameter> named) {
    ParameterList direct = block.getDirectParameters();
    for (Pair<String, Parameter> parameter : direct) {
      named.put(path + parameter.getKey(), parameter.getValue());
    }
    int number = 0;
    for (Pair<String, Block> child : block.getChildren()) {
      number++;
      // The engine's binding puts a child's number, of two digits at least, before its name.
      String name = child.getKey().substring("%02d".formatted(number).length());
      collect(path + name + ".", child.getValue(), named);
    }
  }
}
