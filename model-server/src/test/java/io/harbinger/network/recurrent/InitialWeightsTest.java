package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.recurrent.CellSpec.Activation;
import io.harbinger.network.recurrent.CellSpec.Reset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {

  private static final int UNITS = 300;

  @Test
  void chronoLstmRemembersAsLongAsAsked() {
    float[] bias = weights(CellSpec.Lstm.chrono(UNITS, 50), 3, "bias");
    double mean = 0;
    for (int k = 0; k < UNITS; k++) {
      float forget = bias[2 * UNITS + k];
      assertThat(forget).isBetween(0f, (float) Math.log(49));
      assertThat(bias[k]).isEqualTo(-forget);
      assertThat(bias[UNITS + k]).isZero();
      assertThat(bias[3 * UNITS + k]).isZero();
      mean += Math.exp(forget) / UNITS;
    }
    assertThat(mean).isCloseTo(25, within(2.5));
  }

  @Test
  void gruGatesBeginOpen() {
    float[] bias = weights(new CellSpec.Gru(2, Reset.BEFORE), 3, "bias");
    assertThat(bias).containsExactly(1, 1, 1, 1, 0, 0);
  }

  @Test
  void matricesBetweenStatesBeginOrthogonalGateByGate() {
    try (CellFixture fixture =
        new CellFixture(new CellSpec.Lstm(8).create(1), 3, DataType.FLOAT64)) {
      NDArray weight = NamedParameters.of(fixture.cell).get("recurrentWeight").getArray();
      for (String gate : List.of(":,0:8", ":,8:16", ":,16:24", ":,24:32")) {
        NDArray block = weight.get(gate);
        NDArray gram = block.transpose().matMul(block);
        EveryCellTest.assertClose(
            gram, fixture.manager.eye(8).toType(DataType.FLOAT64, false), 1e-6);
      }
    }
  }

  @Test
  void indRnnGainsStayBetweenTheirBoundsOverTheLongestMemory() {
    CellSpec spec = new CellSpec.IndRnn(UNITS, Activation.RELU, 100, 0.5);
    float[] recurrent = weights(spec, 3, "recurrentWeight");
    for (float u : recurrent) {
      assertThat(Math.pow(u, 100)).isBetween(0.5 - 1e-4, 2.0 + 1e-4);
    }
  }

  @Test
  void indRnnUnitsOfAnyMemoryBeginAnywhereBelowTheBound() {
    float[] recurrent =
        weights(new CellSpec.IndRnn(UNITS, Activation.RELU, 100, 0), 3, "recurrentWeight");
    assertThat(average(recurrent)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void independentGatesBeginBetweenMinusOneAndOne() {
    float[] recurrent = weights(new CellSpec.IndyLstm(UNITS, 1), 3, "recurrentWeight");
    assertThat(recurrent).hasSize(4 * UNITS);
    assertThat(average(recurrent)).isCloseTo(0, within(0.07));
    assertThat(variance(recurrent)).isCloseTo(1 / 3.0, within(0.04));
  }

  @Test
  void sruMatricesAreScaledToTheirInput() {
    int features = 50;
    float[] weight = weights(new CellSpec.Sru(UNITS, 0), features, "inputWeight");
    double[] expected = {1, 0.5, 0.5, 3};
    for (int part = 0; part < 4; part++) {
      float[] block = new float[features * UNITS];
      for (int row = 0; row < features; row++) {
        System.arraycopy(weight, (row * 4 + part) * UNITS, block, row * UNITS, UNITS);
      }
      assertThat(variance(block) * features).isCloseTo(expected[part], within(0.1));
    }
    float[] recurrent = weights(new CellSpec.Sru(UNITS, 0), features, "recurrentWeight");
    assertThat(variance(recurrent)).isCloseTo(0.5, within(0.06));
  }

  @Test
  void sruHighwayBiasIsTheResetGatesAlone() {
    assertThat(weights(new CellSpec.Sru(2, -1), 2, "bias")).containsExactly(0, 0, -1, -1);
  }

  private static float[] weights(CellSpec spec, int features, String name) {
    try (CellFixture fixture = new CellFixture(spec.create(4), features, DataType.FLOAT32)) {
      return NamedParameters.of(fixture.cell).get(name).getArray().toFloatArray();
    }
  }

  private static double average(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    double mean = average(values);
    double[] squares = new double[values.length];
    Arrays.setAll(squares, i -> (values[i] - mean) * (values[i] - mean));
    return Arrays.stream(squares).average().orElseThrow();
  }
}
