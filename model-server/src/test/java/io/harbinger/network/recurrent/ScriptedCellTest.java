package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.export.ScriptModules;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.torchscript.LoadedScript;
import io.harbinger.network.torchscript.ScriptObject;
import io.harbinger.network.torchscript.TorchScriptArchive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedCellTest {

  @ParameterizedTest
  @EnumSource(names = "INPUT_PROJECTION", mode = EnumSource.Mode.EXCLUDE)
  void aWrittenCellGivesWhatTheCellGivesAndWithOneWeightShiftedItDoesNot(EveryCell kind) {
    try (CellFixture fixture = fixture(kind)) {
      NDArray x = fixture.input(5, 2, 3);
      float[] expected = fixture.run(x, SequenceLengths.whole()).output().toFloatArray();
      ScriptObject module = module(fixture.cell);

      assertThat(worst(run(module, x), expected)).isLessThan(1e-6);
      String bias =
          NamedParameters.of(fixture.cell).keySet().stream()
              .filter(name -> name.endsWith("bias"))
              .findFirst()
              .orElseThrow();
      assertThat(worst(run(module.shifted(bias, 0, 0.5), x), expected)).isGreaterThan(1e-3);
    }
  }

  @Test
  void aStackOfEveryKindOfCellIsOneModule() {
    RecurrentCell stack =
        new LayeredCell(
            List.of(
                new CellSpec.Gru(3, CellSpec.Reset.AFTER).create(1),
                new CellSpec.Gru(4, CellSpec.Reset.BEFORE).create(2),
                new CellSpec.Lstm(3).create(3),
                new CellSpec.Qrnn(4).create(4),
                new CellSpec.Sru(4, 0).create(5),
                new CellSpec.SruV1(3).create(6),
                new CellSpec.IndRnn(4, CellSpec.Activation.RELU, 10, 0.5).create(7),
                new CellSpec.IndyLstm(3, 1).create(8),
                new CellSpec.IndyGru(4).create(9),
                new CellSpec.Janet(3, 20).create(10),
                new CellSpec.TanhRnn(4).create(11)));
    try (CellFixture fixture = new CellFixture(stack, 3, DataType.FLOAT32)) {
      NDArray x = fixture.input(7, 3, 3);
      float[] expected = fixture.run(x, SequenceLengths.whole()).output().toFloatArray();

      assertThat(run(module(stack), x)).containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void aCellAroundAFunctionOfTheCallersIsRefused() {
    try (CellFixture fixture = fixture(EveryCell.INPUT_PROJECTION)) {
      assertThatThrownBy(() -> module(fixture.cell))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "InputProjectionCell cannot be written as TorchScript: leave it out of the network");
    }
  }

  private static CellFixture fixture(EveryCell kind) {
    return new CellFixture(kind.create(), kind.features(), DataType.FLOAT32);
  }

  private static ScriptObject module(RecurrentCell cell) {
    return ScriptModules.of("Cell", "x", scope -> List.of(Scripted.of(cell).script(scope, "x")));
  }

  private static float[] run(ScriptObject module, NDArray x) {
    try (LoadedScript loaded = LoadedScript.of(TorchScriptArchive.of(module), "cell")) {
      ParameterStore store = new ParameterStore(x.getManager(), false);
      return loaded.block().forward(store, new NDList(x), false).head().toFloatArray();
    }
  }

  private static double worst(float[] got, float[] expected) {
    assertThat(got).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < got.length; i++) {
      worst = Math.max(worst, Math.abs(got[i] - expected[i]));
    }
    return worst;
  }
}
