package io.harbinger.platform.serving.protocol;

import java.util.List;

/**
 * A tensor with its elements in row-major order.
 *
 * @param name of the tensor
 * @param shape its extents
 * @param elements what it holds
 */
public record Tensor(String name, List<Integer> shape, Elements elements) {

  /** Refuses a shape that its elements do not fill. */
  public Tensor {
    shape = List.copyOf(shape);
    long expected = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw ProtocolException.of(
            400, "%s has the shape %s (expected extents of 0 or more)".formatted(name, shape));
      }
      expected = Math.min(Integer.MAX_VALUE, expected * extent);
    }
    if (expected != elements.count()) {
      throw ProtocolException.of(
          400,
          "%s has %d elements and the shape %s (expected %d)"
              .formatted(name, elements.count(), shape, expected));
    }
  }

  /** What a tensor holds. */
  public sealed interface Elements permits Numbers, Texts {

    /** The type of the elements. */
    Datatype datatype();

    /** How many there are. */
    int count();
  }

  /**
   * Numbers.
   *
   * @param datatype of whole or real numbers
   * @param values not copied, and not to be changed
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // compared by no one; a list would box a million numbers
  public record Numbers(Datatype datatype, double[] values) implements Elements {
    @Override
    public int count() {
      return values.length;
    }
  }

  /**
   * Texts, of the type {@link Datatype#BYTES}.
   *
   * @param values in order
   */
  public record Texts(List<String> values) implements Elements {

    /** Copies the list. */
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public Datatype datatype() {
      return Datatype.BYTES;
    }

    @Override
    public int count() {
      return values.size();
    }
  }

  /** Its numbers. */
  public double[] numbers() {
    if (elements instanceof Numbers numbers) {
      return numbers.values();
    }
    throw ProtocolException.of(
        400, "%s holds %s (expected numbers)".formatted(name, elements.datatype()));
  }

  /** Its texts. */
  public List<String> texts() {
    if (elements instanceof Texts texts) {
      return texts.values();
    }
    throw ProtocolException.of(
        400, "%s holds %s (expected BYTES)".formatted(name, elements.datatype()));
  }
}
