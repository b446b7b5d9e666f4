package io.harbinger.network.torchscript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tensor of an archive, row-major. Immutable. */
public final class ScriptTensor {

  /** What an element is. */
  enum Element {
    FLOAT("FloatStorage", Float.BYTES),
    DOUBLE("DoubleStorage", Double.BYTES);

    private final String storage;
    private final int bytes;

    Element(String storage, int bytes) {
      this.storage = storage;
      this.bytes = bytes;
    }

    /** The class of its storage, in the module {@code torch}. */
    String storage() {
      return storage;
    }
  }

  private final List<Long> shape;
  private final Element element;
  private final byte[] bytes;

  private ScriptTensor(List<Long> shape, Element element, byte[] bytes) {
    long size = shape.stream().reduce(1L, Math::multiplyExact);
    if (size * element.bytes != bytes.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s with %d values (expected %d)"
              .formatted(shape, bytes.length / element.bytes, size));
    }
    this.shape = List.copyOf(shape);
    this.element = element;
    this.bytes = bytes;
  }

  /** Values of 32 bits; a shape without extents is a scalar's. */
  public static ScriptTensor of(List<Long> shape, float... values) {
    ByteBuffer buffer = little(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return new ScriptTensor(shape, Element.FLOAT, buffer.array());
  }

  /** A vector of 64-bit values. */
  public static ScriptTensor of(List<Double> values) {
    ByteBuffer buffer = little(values.size() * Double.BYTES);
    values.forEach(buffer::putDouble);
    return new ScriptTensor(List.of((long) values.size()), Element.DOUBLE, buffer.array());
  }

  /**
   * The tensor with one value changed: a control, that a comparison would notice.
   *
   * @param index row-major
   * @param by is added
   */
  public ScriptTensor shifted(int index, double by) {
    ByteBuffer buffer = little(bytes.length).put(bytes);
    switch (element) {
      case FLOAT -> {
        int at = index * Float.BYTES;
        buffer.putFloat(at, (float) (buffer.getFloat(at) + by));
      }
      case DOUBLE -> {
        int at = index * Double.BYTES;
        buffer.putDouble(at, buffer.getDouble(at) + by);
      }
    }
    return new ScriptTensor(shape, element, buffer.array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Extents, outermost first. */
  public List<Long> shape() {
    return shape;
  }

  Element element() {
    return element;
  }

  /** How many values. */
  int size() {
    return bytes.length / element.bytes;
  }

  /** The values, little-endian; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "ScriptTensor(" + element + ", " + shape + ")";
  }
}
