package io.harbinger.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxSessionTest {

  @Test
  void computesWithWhatIsOnTheHeapAndWhatIsNot() {
    FloatBuffer direct =
        ByteBuffer.allocateDirect(6 * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    direct.put(new float[] {9, 9, 1, 2, 3, 4});
    try (OnnxSession session = OnnxSession.of(sum())) {
      List<float[]> outputs =
          session.run(
              Map.of(
                  "a", new OnnxSession.Input(direct.slice(2, 4), 2, 2),
                  "b", new OnnxSession.Input(FloatBuffer.wrap(new float[] {10, 20}), 1, 2)));
      assertThat(outputs).hasSize(2);
      assertThat(outputs.get(0)).containsExactly(11, 22, 13, 24);
      assertThat(outputs.get(1)).containsExactly(4, 6);
    }
  }

  @Test
  void aRowInTheMiddleOfABufferIsReadFromItsPosition() {
    FloatBuffer values = FloatBuffer.wrap(new float[] {9, 9, 1, 2}).position(2);
    try (OnnxSession session = OnnxSession.of(sum())) {
      List<float[]> outputs =
          session.run(
              Map.of(
                  "a", new OnnxSession.Input(values, 1, 2),
                  "b", new OnnxSession.Input(FloatBuffer.wrap(new float[] {0, 0}), 1, 2)));
      assertThat(outputs.get(0)).containsExactly(1, 2);
    }
  }

  @Test
  void writesItsOutputsWhereTheCallerWantsThem() {
    OnnxSession.Input row = new OnnxSession.Input(FloatBuffer.wrap(new float[] {1, 2}), 1, 2);
    FloatBuffer first = direct(4);
    FloatBuffer second = direct(2);
    try (OnnxSession session = OnnxSession.of(sum())) {
      session.run(
          Map.of("a", row, "b", row),
          List.of(
              new OnnxSession.Input(first.slice(1, 2), 1, 2), new OnnxSession.Input(second, 2)));
    }
    assertThat(List.of(first.get(0), first.get(1), first.get(2), first.get(3)))
        .containsExactly(0f, 2f, 4f, 0f);
    assertThat(List.of(second.get(0), second.get(1))).containsExactly(1f, 2f);
  }

  @Test
  void refusesTargetsThatAreNotThoseOfTheOutputs() {
    OnnxSession.Input row = new OnnxSession.Input(FloatBuffer.wrap(new float[] {1, 2}), 1, 2);
    OnnxSession.Input target = new OnnxSession.Input(direct(2), 1, 2);
    try (OnnxSession session = OnnxSession.of(sum())) {
      assertThatThrownBy(() -> session.run(Map.of("a", row, "b", row), List.of(target)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 targets (expected one for each of the outputs [");
      assertThatThrownBy(() -> session.run(Map.of("a", row, "b", row), List.of(target, row)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the target of output 1 lies in the Java heap (expected a direct buffer)");
    }
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(numbers * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Test
  void refusesAnInputOfAnotherShapeAndOneThatIsMissing() {
    OnnxSession.Input row = new OnnxSession.Input(FloatBuffer.wrap(new float[] {1, 2}), 1, 2);
    OnnxSession.Input wide = new OnnxSession.Input(FloatBuffer.wrap(new float[] {1, 2, 3}), 1, 3);
    try (OnnxSession session = OnnxSession.of(sum())) {
      assertThatThrownBy(() -> session.run(Map.of("a", row, "b", wide)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("onnxruntime cannot compute this")
          .hasMessageContaining("Got: 3 Expected: 2");
      assertThatThrownBy(() -> session.run(Map.of("a", row)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Missing Input: b");
    }
  }

  @Test
  void refusesWhatIsNoGraphThatItCanCompute() {
    assertThatThrownBy(() -> OnnxSession.of(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("onnxruntime cannot load the network");
    OnnxGraph graph = new OnnxGraph("narrow");
    String product = graph.matMul(graph.input("a", OnnxGraph.BATCH, 2), graph.input("b", 3, 4));
    graph.output(product, OnnxGraph.BATCH, 4);
    assertThatThrownBy(() -> OnnxSession.of(graph.toBytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("onnxruntime cannot load the network");
  }

  @Test
  void anInputNeedsAShape() {
    OnnxGraph graph = new OnnxGraph("shapeless");
    assertThatThrownBy(() -> graph.input("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a without a shape (expected each extent, a number or 'batch')");
  }

  @Test
  void isClosedOnce() {
    OnnxSession session = OnnxSession.of(sum());
    assertThat(session.isOpen()).isTrue();
    session.close();
    session.close();
    assertThat(session.isOpen()).isFalse();
    OnnxSession.Input row = new OnnxSession.Input(FloatBuffer.wrap(new float[] {1, 2}), 1, 2);
    assertThatThrownBy(() -> session.run(Map.of("a", row, "b", row)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** The sum of two inputs, and the sum of the first over its batch. */
  private static byte[] sum() {
    OnnxGraph graph = new OnnxGraph("sum");
    String a = graph.input("a", OnnxGraph.BATCH, 2);
    String b = graph.input("b", 1, 2);
    graph.output(graph.add(a, b), OnnxGraph.BATCH, 2);
    graph.output(graph.sum(a, 0), 2);
    return graph.toBytes();
  }
}
