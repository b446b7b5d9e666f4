package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GradientRecording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryCellTest {

  @ParameterizedTest
  @EnumSource
  void stepByStepEqualsTheWholeSequence(EveryCell kind) {
    try (CellFixture fixture = fixture(kind, DataType.FLOAT64)) {
      NDArray x = fixture.input(6, 2, 3);
      CellOutput whole = fixture.run(x, SequenceLengths.whole());
      NDList state = fixture.state(2);
      for (int t = 0; t < 6; t++) {
        CellOutput step = fixture.cell.step(fixture.store, x.get(t), state, false);
        assertClose(step.output(), whole.output().get(t), 1e-12);
        state = step.state();
      }
      for (int i = 0; i < state.size(); i++) {
        assertClose(state.get(i), whole.state().get(i), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromAStateAsIfItHadNeverStopped(EveryCell kind) {
    try (CellFixture fixture = fixture(kind, DataType.FLOAT64)) {
      NDArray x = fixture.input(7, 2, 4);
      CellOutput whole = fixture.run(x, SequenceLengths.whole());
      CellOutput first = fixture.run(x.get("0:3"), SequenceLengths.whole());
      CellOutput second =
          fixture.cell.sequence(
              fixture.store, x.get("3:7"), SequenceLengths.whole(), first.state(), false);
      assertClose(second.output(), whole.output().get("3:7"), 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void loadsWhatItSavedAndGivesTheSameOutput(EveryCell kind) {
    try (CellFixture saved = fixture(kind, DataType.FLOAT32);
        CellFixture loaded = fixture(kind, DataType.FLOAT32)) {
      NamedParameters.of(loaded.cell).keySet().forEach(name -> loaded.fill(name, 0.25f));
      byte[] file = new Safetensors(tensors(saved.cell), Map.of()).encode();
      Safetensors.decode(file, "cell")
          .tensors()
          .forEach((name, tensor) -> loaded.set(name, tensor.values()));

      assertThat(loaded.run(loaded.input(4, 2, 5), SequenceLengths.whole()).output().toFloatArray())
          .isEqualTo(
              saved.run(saved.input(4, 2, 5), SequenceLengths.whole()).output().toFloatArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void drawsTheSameWeightsFromTheSameSeed(EveryCell kind) {
    try (CellFixture one = fixture(kind, DataType.FLOAT32);
        CellFixture other = fixture(kind, DataType.FLOAT32)) {
      assertThat(tensors(one.cell)).isEqualTo(tensors(other.cell));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "VARIATIONAL_DROPOUT", mode = EnumSource.Mode.EXCLUDE)
  void servingTellsWhatTrainingTellsAndNeitherWritesWhereItReads(EveryCell kind) {
    for (SequenceLengths lengths : List.of(SequenceLengths.whole(), SequenceLengths.of(5, 2, 0))) {
      try (CellFixture fixture = fixture(kind, DataType.FLOAT64)) {
        NDArray x = fixture.input(5, 3, 4);
        NDList state = fixture.state(3);
        List<byte[]> before = bytes(fixture, x, state);
        CellOutput trained = fixture.recorded(x, lengths, state);
        try (GradientRecording.Scope paused = GradientRecording.pause()) {
          CellOutput served = fixture.cell.sequence(fixture.store, x, lengths, state, false);
          assertClose(served.output(), trained.output(), 1e-12);
          for (int i = 0; i < state.size(); i++) {
            assertClose(served.state().get(i), trained.state().get(i), 1e-12);
          }
        }
        assertThat(bytes(fixture, x, state)).containsExactlyElementsOf(before);
      }
    }
  }

  private static List<byte[]> bytes(CellFixture fixture, NDArray x, NDList state) {
    List<byte[]> bytes = new ArrayList<>(List.of(x.toByteArray()));
    state.forEach(part -> bytes.add(part.toByteArray()));
    NamedParameters.of(fixture.cell)
        .forEach((name, parameter) -> bytes.add(parameter.getArray().toByteArray()));
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void saysWhichShapeItGotAndWhichItExpected(EveryCell kind) {
    try (CellFixture fixture = fixture(kind, DataType.FLOAT32)) {
      NDArray wrong = fixture.manager.zeros(new Shape(5, 2, 6));
      assertThatThrownBy(() -> fixture.run(wrong, SequenceLengths.whole()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(5, 2, 6)")
          .hasMessageContaining(kind.features() + " features");
      NDArray x = fixture.input(5, 2, 1);
      NDList oneTooFew = fixture.state(2);
      oneTooFew.remove(0);
      assertThatThrownBy(
              () ->
                  fixture.cell.sequence(
                      fixture.store, x, SequenceLengths.whole(), oneTooFew, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("state");
      assertThatThrownBy(() -> fixture.run(x, SequenceLengths.of(5, 6)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("6")
          .hasMessageContaining("5 steps");
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatItHasNoWeightsYet(EveryCell kind) {
    RecurrentCell cell = kind.create();
    if (kind != EveryCell.EMBEDDING) {
      assertThatThrownBy(cell::inputSize)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("initialise");
    }
  }

  @ParameterizedTest
  @EnumSource
  void asABlockGivesOutputsAndTheLastState(EveryCell kind) {
    try (CellFixture fixture = fixture(kind, DataType.FLOAT32)) {
      NDArray x = fixture.input(3, 2, 8);
      NDList out = fixture.cell.forward(fixture.store, new NDList(x), false);
      assertThat(out.head().getShape())
          .isEqualTo(fixture.cell.getOutputShapes(new Shape[] {x.getShape()})[0]);
      assertThat(out.size()).isEqualTo(1 + fixture.cell.stateParts().size());
    }
  }

  private static CellFixture fixture(EveryCell kind, DataType type) {
    return new CellFixture(kind.create(), kind.features(), type);
  }

  private static Map<String, Tensor> tensors(RecurrentCell cell) {
    return NamedParameters.of(cell).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> tensor(e.getValue().getArray())));
  }

  private static Tensor tensor(NDArray array) {
    return Tensor.of(
        Arrays.stream(array.getShape().getShape()).boxed().toList(), array.toFloatArray());
  }

  static void assertClose(NDArray got, NDArray expected, double tolerance) {
    assertThat(got.getShape()).isEqualTo(expected.getShape());
    double[] a = got.toType(DataType.FLOAT64, false).toDoubleArray();
    double[] b = expected.toType(DataType.FLOAT64, false).toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(tolerance));
    }
  }
}
