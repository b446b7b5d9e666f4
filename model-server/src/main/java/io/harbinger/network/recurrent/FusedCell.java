package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.ops.OpLibrary;
import io.harbinger.network.torchscript.ScriptTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A cell whose whole sequence is one operation of the op library: the input products of all steps
 * are one product, and the loop runs inside the engine.
 *
 * <p>The operation takes the sequence, the mask of real steps, the cell's parameters in the order
 * they were declared, its constants, and the parts of the state; it gives the outputs and the parts
 * of the last state.
 */
abstract class FusedCell extends RecurrentCell implements Scripted {

  private final String title;
  private final String operation;
  private final int units;
  private final Map<Parameter, LongFunction<Shape>> shapes = new LinkedHashMap<>();

  FusedCell(String title, String operation, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(
          "a %s of %d units (expected at least 1)".formatted(title, units));
    }
    this.title = title;
    this.operation = operation;
    this.units = units;
  }

  /** Declares a parameter whose shape depends on the number of input features. */
  final Parameter declare(String name, LongFunction<Shape> shape, Initializer initializer) {
    Parameter.Type type =
        name.toLowerCase(Locale.ROOT).endsWith("bias")
            ? Parameter.Type.BIAS
            : Parameter.Type.WEIGHT;
    Parameter parameter = addParameter(Parameter.builder().setName(name).setType(type).build());
    parameter.setInitializer(initializer);
    shapes.put(parameter, shape);
    return parameter;
  }

  /**
   * A scalar that the operation takes.
   *
   * @param name in a written module
   */
  record Constant(String name, double value) {}

  /** Scalars that the operation takes after the parameters. */
  List<Constant> constants() {
    return List.of();
  }

  /** Arrays that the operation takes after the constants; closed after the call. */
  NDList extras(NDArray x, boolean training) {
    return new NDList();
  }

  /** The width of the state. */
  public final int units() {
    return units;
  }

  @Override
  protected final String title() {
    return title;
  }

  /** The features, which a weight of shape (features, ...) tells. */
  @Override
  public int inputSize() {
    return Math.toIntExact(initialised(shapes.keySet().iterator().next()).getShape().get(0));
  }

  @Override
  public final int outputSize() {
    return units;
  }

  @Override
  public List<StatePart> stateParts() {
    return List.of(new StatePart("h", units, true));
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    long features = features(inputShapes);
    shapes.forEach((parameter, shape) -> parameter.setShape(shape.apply(features)));
  }

  @Override
  protected final CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    NDManager manager = x.getManager();
    Shape shape = x.getShape();
    if (shape.get(0) == 0) {
      throw new IllegalArgumentException("the %s got a sequence of no steps".formatted(title));
    }
    checkType("inputs", x);
    state.forEach(part -> checkType("a state", part));
    try (NDList temporary = new NDList(lengths.alive(manager, shape.get(0), shape.get(1)))) {
      NDList arguments = new NDList(x, temporary.head());
      for (Parameter parameter : shapes.keySet()) {
        arguments.add(parameterStore.getValue(parameter, x.getDevice(), training));
      }
      for (Constant constant : constants()) {
        temporary.add(manager.full(new Shape(), (float) constant.value(), dataType()));
      }
      temporary.addAll(extras(x, training));
      arguments.addAll(temporary.subNDList(1)).addAll(state);
      NDList out = OpLibrary.get().call(operation, arguments, training);
      return new CellOutput(out.head(), out.subNDList(1));
    }
  }

  private void checkType(String what, NDArray array) {
    if (array.getDataType() != dataType()) {
      throw new IllegalArgumentException(
          "the %s got %s of %s (expected %s, as its weights are)"
              .formatted(title, what, array.getDataType(), dataType()));
    }
  }

  /** What {@link #extras} gives outside training, as expressions. */
  List<String> scriptedExtras(String x) {
    return List.of();
  }

  @Override
  public final String script(ScriptScope scope, String x) {
    String batch = "torch.size(%s, 1)".formatted(x);
    List<String> arguments = new ArrayList<>();
    arguments.add(x);
    arguments.add(scope.let("alive", noBooleans(x, 1)));
    shapes.keySet().forEach(parameter -> arguments.add(scope.parameter(parameter)));
    for (Constant constant : constants()) {
      ScriptTensor scalar = ScriptTensor.of(List.of(), (float) constant.value());
      arguments.add(scope.buffer(constant.name(), scalar));
    }
    arguments.addAll(scriptedExtras(x));
    List<String> outputs = new ArrayList<>(List.of("states"));
    for (StatePart part : stateParts()) {
      String zeros = "torch.new_zeros(%s, [%s, %d])".formatted(x, batch, part.width());
      arguments.add(scope.let(part.name(), zeros));
      outputs.add(part.name());
    }
    return scope.call(operation, arguments, outputs).get(0);
  }

  /** The expression for booleans of no step, {@code (0, batch, width)}. */
  static String noBooleans(String x, int width) {
    return "torch.new_zeros(%s, [0, torch.size(%s, 1), %d], dtype=11)".formatted(x, x, width);
  }

  static List<StatePart> hiddenAndMemory(int units) {
    List<StatePart> parts = new ArrayList<>();
    parts.add(new StatePart("h", units, true));
    parts.add(new StatePart("c", units, false));
    return List.copyOf(parts);
  }
}
