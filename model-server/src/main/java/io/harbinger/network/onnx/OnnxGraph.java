package io.harbinger.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A graph under construction: constants, inputs and operations of 32-bit floats, each known by the
 * name that adding it gives. Only the operations that our networks are made of. Not thread-safe.
 *
 * <p>The format's version and the operations' are old ones, so that old readers take it too.
 */
public final class OnnxGraph {

  private static final long IR_VERSION = 8;
  private static final long OPERATIONS_VERSION = 17;

  /** The extent of a batch, which each call chooses. */
  public static final String BATCH = "batch";

  private final GraphProto.Builder graph;
  private int names;

  /** A graph without anything in it. */
  public OnnxGraph(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /**
   * An input of the graph.
   *
   * @param name by which a call passes it
   * @param extents of its shape, each a number or {@link #BATCH}; at least one
   */
  public String input(String name, Object... extents) {
    graph.addInput(value(name, extents));
    return name;
  }

  /** Makes a value an output of the graph, the next in order. */
  public void output(String value, Object... extents) {
    graph.addOutput(value(value, extents));
  }

  private static ValueInfoProto value(String name, Object... extents) {
    if (extents.length == 0) {
      throw new IllegalArgumentException(
          "%s without a shape (expected each extent, a number or '%s')".formatted(name, BATCH));
    }
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object extent : extents) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (extent instanceof Number number) {
        dimension.setDimValue(number.longValue());
      } else {
        dimension.setDimParam(extent.toString());
      }
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT_VALUE)
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  /**
   * A constant.
   *
   * @param values row-major
   */
  public String constant(List<Long> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(shape, TensorProto.DataType.FLOAT_VALUE, bytes.array());
  }

  /** A constant of one number, whatever the shape that it meets. */
  public String scalar(float value) {
    return constant(List.of(), new float[] {value});
  }

  private String axes(long... axes) {
    ByteBuffer bytes = ByteBuffer.allocate(axes.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(axes);
    return constant(List.of((long) axes.length), TensorProto.DataType.INT64_VALUE, bytes.array());
  }

  private String constant(List<Long> shape, int type, byte[] littleEndian) {
    String name = fresh("constant");
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .addAllDims(shape)
            .setRawData(ByteString.copyFrom(littleEndian)));
    return name;
  }

  /** The product of matrices; further axes before theirs are batches. */
  public String matMul(String a, String b) {
    return node("MatMul", List.of(a, b));
  }

  /** A linear layer of a matrix {@code (batch, in)}; weights are {@code (out, in)}. */
  public String linear(String x, String weight, String bias) {
    return node("Gemm", List.of(x, weight, bias), whole("transB", 1));
  }

  /** The sum. */
  public String add(String a, String b) {
    return node("Add", List.of(a, b));
  }

  /** The difference. */
  public String subtract(String a, String b) {
    return node("Sub", List.of(a, b));
  }

  /** The product, number by number. */
  public String multiply(String a, String b) {
    return node("Mul", List.of(a, b));
  }

  /** The logistic function of each number. */
  public String sigmoid(String x) {
    return node("Sigmoid", List.of(x));
  }

  /** The hyperbolic tangent of each number. */
  public String tanh(String x) {
    return node("Tanh", List.of(x));
  }

  /** The larger of 0 and each number. */
  public String relu(String x) {
    return node("Relu", List.of(x));
  }

  /** The softmax over an axis. */
  public String softmax(String x, long axis) {
    return node("Softmax", List.of(x), whole("axis", axis));
  }

  /** The sum over an axis, which is gone then. */
  public String sum(String x, long axis) {
    return node("ReduceSum", List.of(x, axes(axis)), whole("keepdims", 0));
  }

  /** Without an axis of extent 1. */
  public String squeeze(String x, long axis) {
    return node("Squeeze", List.of(x, axes(axis)));
  }

  /** With the axes in another order. */
  public String transpose(String x, long... order) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(order).forEach(attribute::addInts);
    return node("Transpose", List.of(x), attribute.build());
  }

  /** One beside the other. */
  public String concat(List<String> parts, long axis) {
    return node("Concat", parts, whole("axis", axis));
  }

  /** Equal parts of an axis, in order. */
  public List<String> split(String x, int parts, long axis) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      names.add(fresh("part"));
    }
    append("Split", List.of(x), names, whole("axis", axis));
    return names;
  }

  private String node(String operation, List<String> inputs, AttributeProto... attributes) {
    String name = fresh(operation);
    append(operation, inputs, List.of(name), attributes);
    return name;
  }

  private void append(
      String operation, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operation)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private String fresh(String hint) {
    return hint + "_" + ++names;
  }

  /** The model of the graph, as a file has it. */
  public byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("harbinger")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATIONS_VERSION))
        .setGraph(graph)
        .build()
        .toByteArray();
  }
}
