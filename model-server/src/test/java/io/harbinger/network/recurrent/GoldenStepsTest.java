package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.recurrent.CellSpec.Activation;
import io.harbinger.network.recurrent.CellSpec.Pooling;
import io.harbinger.network.recurrent.CellSpec.Reset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Single steps with all weights 0.5, inputs 1 and states 0.1. The values of GRU, SRU version 1,
 * LSTM and the wrappers are those of TensorFlow's own tests.
 */
class GoldenStepsTest {

  private static final CellSpec.Gru GRU = new CellSpec.Gru(2, Reset.BEFORE);

  @Test
  void gru() {
    assertStep(gru(GRU.create(0), 2), 2, 0.17599094);
    assertStep(gru(GRU.create(0), 3), 3, 0.156736);
  }

  @Test
  void gruThatResetsAfterTheProduct() {
    // The states are alike, and so U (r * h) = r * (U h): without a recurrent bias the forms agree.
    RecurrentCell cell = new CellSpec.Gru(2, Reset.AFTER).create(0);
    assertStep(gru(cell, 2), 2, 0.17599094);
    // r = u = s(2.1) = 0.89090318; n = tanh(1 + r (0.1 + 0.4)) = 0.89478982
    assertStep(gru(cell, 2).fill("recurrentBias", 0.4f), 2, 0.18670904);
  }

  @Test
  void gruOfTwoLayers() {
    RecurrentCell cell = new LayeredCell(List.of(GRU.create(0), GRU.create(1)));
    CellFixture fixture =
        CellFixture.ofHalves(cell, 2)
            .set("layer0.bias", 1, 1, 1, 1, 0, 0)
            .set("layer1.bias", 1, 1, 1, 1, 0, 0);
    CellOutput out = step(fixture, 1, 1);
    assertAll(out.state().get(0), 0.175991);
    assertAll(out.state().get(1), 0.13248);
    assertAll(out.output(), 0.13248);
  }

  @Test
  void sruOfTheFirstVersion() {
    CellOutput out =
        assertStep(CellFixture.ofHalves(new CellSpec.SruV1(2).create(0), 2), 2, 0.50968186);
    assertAll(out.state().get(0), 0.34204728);
  }

  @Test
  void sru() {
    // f = r = s(1 + 0.05) = 0.74077489; c = 0.1 f + (1 - f) = 0.33330260; h = r c + (1 - r) sqrt 3
    CellOutput out =
        assertStep(CellFixture.ofHalves(new CellSpec.Sru(2, 0).create(0), 2), 2, 0.69589324);
    assertAll(out.state().get(0), 0.33330260);
  }

  @Test
  void lstm() {
    CellOutput out =
        assertStep(CellFixture.ofHalves(new CellSpec.Lstm(2).create(0), 2), 2, 0.44848430);
    assertAll(out.state().get(1), 0.68967280);
  }

  @Test
  void lstmOfTwoLayers() {
    CellSpec spec = new CellSpec.Lstm(2);
    RecurrentCell cell = new LayeredCell(List.of(spec.create(0), spec.create(1)));
    CellOutput out = assertStep(CellFixture.ofHalves(cell, 2), 2, 0.24024698);
    assertAll(out.state().get(1), 0.68967280);
    assertAll(out.state().get(3), 0.39897051);
  }

  @Test
  void indyLstm() {
    RecurrentCell cell = new CellSpec.IndyLstm(2, 1).create(0);
    CellOutput out = assertStep(CellFixture.ofHalves(cell, 2), 2, 0.43223434);
    assertAll(out.state().get(1), 0.66773729);
  }

  @Test
  void indyGru() {
    assertStep(gru(new CellSpec.IndyGru(2).create(0), 2), 2, 0.17750765);
  }

  @Test
  void indRnn() {
    RecurrentCell tanh = new CellSpec.IndRnn(2, Activation.TANH, 10, 0).create(0);
    assertStep(CellFixture.ofHalves(tanh, 2), 2, 0.78180636);
    RecurrentCell relu = new CellSpec.IndRnn(2, Activation.RELU, 10, 0).create(0);
    assertStep(CellFixture.ofHalves(relu, 2), 2, 1.05);
  }

  @Test
  void janet() {
    CellFixture fixture = CellFixture.ofHalves(new CellSpec.Janet(2, 50).create(0), 2);
    assertStep(fixture.set("bias", 1, 1, 0, 0), 2, 0.28900686);
  }

  @Test
  void tanhRnn() {
    assertStep(CellFixture.ofHalves(new CellSpec.TanhRnn(2).create(0), 2), 2, 0.80049902);
  }

  @Test
  void qrnn() {
    // The window holds 0.1 twice, so every sum is 1 + 0.1: z = tanh(1.1), the gates s(1.1).
    double z = Math.tanh(1.1);
    double gate = 1 / (1 + Math.exp(-1.1));
    double pooled = gate * 0.1 + (1 - gate) * z;
    assertStep(halves(Pooling.F), 2, pooled);
    assertStep(halves(Pooling.FO), 2, gate * pooled);
    assertStep(halves(Pooling.IFO), 2, gate * (gate * 0.1 + gate * z));
  }

  @Test
  void outputProjection() {
    RecurrentCell gru = new CellSpec.Gru(3, Reset.BEFORE).create(0);
    CellFixture fixture = CellFixture.ofHalves(new OutputProjectionCell(gru, 2, 0), 3);
    assertStep(fixture.set("cell.bias", 1, 1, 1, 1, 1, 1, 0, 0, 0), 3, 0.231907);
  }

  @Test
  void inputProjection() {
    RecurrentCell gru = new CellSpec.Gru(3, Reset.BEFORE).create(0);
    CellFixture fixture = CellFixture.ofHalves(new InputProjectionCell(3, gru, 0), 2);
    assertStep(fixture.set("cell.bias", 1, 1, 1, 1, 1, 1, 0, 0, 0), 2, 0.154605);
  }

  @Test
  void inputProjectionWithAnActivation() {
    // The GRU sees tanh(1) three times: gates s(1.5 tanh(1) + 0.15 + 1), n by the same sum reset.
    double x = Math.tanh(1);
    double gate = 1 / (1 + Math.exp(-(1.5 * x + 0.15 + 1)));
    double expected = gate * 0.1 + (1 - gate) * Math.tanh(1.5 * x + 0.15 * gate);
    RecurrentCell gru = new CellSpec.Gru(3, Reset.BEFORE).create(0);
    CellFixture fixture =
        CellFixture.ofHalves(new InputProjectionCell(3, NDArray::tanh, gru, 0), 2);
    assertStep(fixture.set("cell.bias", 1, 1, 1, 1, 1, 1, 0, 0, 0), 2, expected);
  }

  @Test
  void embedding() {
    CellFixture fixture = CellFixture.ofHalves(new EmbeddingCell(3, 2, GRU.create(0), 0), 1);
    fixture.set("cell.bias", 1, 1, 1, 1, 0, 0);
    try (fixture) {
      NDArray id = fixture.manager.create(new long[] {1}, new Shape(1, 1));
      NDList state = new NDList(fixture.manager.full(new Shape(1, 2), 0.1f));
      assertAll(fixture.cell.step(fixture.store, id, state, false).output(), 0.17139);
    }
  }

  @Test
  void residualAddsTheInputAndLeavesTheStateAlone() {
    CellFixture fixture = CellFixture.ofHalves(new ResidualCell(GRU.create(0)), 2);
    CellOutput out = assertStep(fixture.set("cell.bias", 1, 1, 1, 1, 0, 0), 2, 1.17599094);
    assertAll(out.state().get(0), 0.17599094);
  }

  @Test
  void dropoutThatDropsNothing() {
    DropoutRates none = new DropoutRates(0, 0, 0, false);
    try (CellFixture fixture =
        CellFixture.ofHalves(new DropoutCell(none, new CellSpec.Lstm(3).create(0)), 3)) {
      NDArray x = fixture.manager.create(new float[] {2, 2, 2, 1, 1, 1}, new Shape(2, 1, 3));
      NDArray tenth = fixture.manager.full(new Shape(1, 3), 0.1f);
      CellOutput out =
          fixture.cell.sequence(
              fixture.store, x, SequenceLengths.whole(), new NDList(tenth, tenth), true);
      assertAll(out.output().get(0), 0.751109);
      assertAll(out.output().get(1), 0.895509);
      assertAll(out.state().get(0), 0.895509);
      assertAll(out.state().get(1), 1.949385);
    }
  }

  private static CellFixture halves(Pooling pooling) {
    return CellFixture.ofHalves(new CellSpec.Qrnn(2, pooling, 2, 0).create(0), 2);
  }

  private static CellFixture gru(RecurrentCell cell, int features) {
    return CellFixture.ofHalves(cell, features).set("bias", 1, 1, 1, 1, 0, 0);
  }

  private static CellOutput assertStep(CellFixture fixture, int features, double expected) {
    float[] ones = new float[features];
    Arrays.fill(ones, 1);
    CellOutput out = step(fixture, ones);
    assertAll(out.output(), expected);
    return out;
  }

  private static CellOutput step(CellFixture fixture, float... x) {
    NDList state = new NDList();
    for (StatePart part : fixture.cell.stateParts()) {
      state.add(fixture.manager.full(new Shape(1, part.width()), 0.1f));
    }
    NDArray input = fixture.manager.create(x, new Shape(1, x.length));
    return fixture.cell.step(fixture.store, input, state, false);
  }

  private static void assertAll(NDArray array, double expected) {
    for (float value : array.toFloatArray()) {
      assertThat((double) value).isCloseTo(expected, within(1e-6));
    }
  }
}
