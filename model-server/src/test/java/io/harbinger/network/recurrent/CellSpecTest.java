package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.network.recurrent.CellSpec.Activation;
import io.harbinger.network.recurrent.CellSpec.Pooling;
import io.harbinger.network.recurrent.CellSpec.Reset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellSpecTest {

  @Test
  void defaultsAreExactlyThese() {
    Map<String, Object> none = Map.of();
    Map<String, Object> memory = Map.of("longestMemory", 50);
    assertThat(CellSpec.of("lstm", 8, none)).isEqualTo(new CellSpec.Lstm(8));
    assertThat(CellSpec.of("gru", 8, none)).isEqualTo(new CellSpec.Gru(8, Reset.BEFORE));
    assertThat(CellSpec.of("qrnn", 8, none)).isEqualTo(new CellSpec.Qrnn(8, Pooling.FO, 2, 0));
    assertThat(CellSpec.of("sru", 8, none)).isEqualTo(new CellSpec.Sru(8, 0));
    assertThat(CellSpec.of("sru-v1", 8, none)).isEqualTo(new CellSpec.SruV1(8));
    assertThat(CellSpec.of("ind-rnn", 8, memory))
        .isEqualTo(new CellSpec.IndRnn(8, Activation.RELU, 50, 0));
    assertThat(CellSpec.of("indy-lstm", 8, none)).isEqualTo(new CellSpec.IndyLstm(8, 1));
    assertThat(CellSpec.of("indy-gru", 8, none)).isEqualTo(new CellSpec.IndyGru(8));
    assertThat(CellSpec.of("janet", 8, memory)).isEqualTo(new CellSpec.Janet(8, 50, 1));
    assertThat(CellSpec.of("tanh-rnn", 8, none)).isEqualTo(new CellSpec.TanhRnn(8));
  }

  @Test
  void takesOptionsAsNumbersOrAsText() {
    assertThat(CellSpec.of("lstm", 8, Map.of("longestMemory", "30")))
        .isEqualTo(CellSpec.Lstm.chrono(8, 30));
    assertThat(CellSpec.of("gru", 8, Map.of("reset", "after")))
        .isEqualTo(new CellSpec.Gru(8, Reset.AFTER));
    assertThat(CellSpec.of("qrnn", 8, Map.of("pooling", "ifo", "width", 6, "zoneout", "0.1")))
        .isEqualTo(new CellSpec.Qrnn(8, Pooling.IFO, 6, 0.1));
  }

  @Test
  void saysWhichCellsThereAre() {
    assertThatThrownBy(() -> CellSpec.of("ltsm", 8, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ltsm")
        .hasMessageContaining("indy-lstm, janet, lstm, qrnn");
  }

  @Test
  void saysWhichOptionsACellHas() {
    assertThatThrownBy(() -> CellSpec.of("qrnn", 8, Map.of("zonout", 0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no option zonout")
        .hasMessageContaining("pooling, width, zoneout");
  }

  @Test
  void saysWhichValuesAnOptionHas() {
    assertThatThrownBy(() -> CellSpec.of("gru", 8, Map.of("reset", "never")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reset is never (expected one of [before, after])");
    assertThatThrownBy(() -> CellSpec.of("qrnn", 8, Map.of("width", 2.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width is 2.5 (expected a whole number)");
    assertThatThrownBy(() -> CellSpec.of("lstm", 4, Map.of("forgetBias", "NaN")))
        .hasMessageContaining("forgetBias is NaN (expected a number)");
    assertThatThrownBy(() -> CellSpec.of("janet", 8, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longestMemory");
  }

  @Test
  void refusesTwoSourcesOfTheForgetBias() {
    assertThatThrownBy(() -> CellSpec.of("lstm", 8, Map.of("longestMemory", 30, "forgetBias", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forgetBias of 1.0");
  }

  @Test
  void refusesACellWithoutUnits() {
    assertThatThrownBy(() -> CellSpec.of("lstm", 0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 units");
  }
}
