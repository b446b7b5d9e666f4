package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.network.ops.GradientRecording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulNetworkTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesALogitForEachHorizonAndOneRulForEachWindow(boolean attention) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientRecording.Scope paused = GradientRecording.pause()) {
      RulNetwork network = network(attention, manager);
      NDList out = forward(network, manager.randomNormal(new Shape(3, 10, 6)), false);
      assertThat(out.get(0).getShape()).isEqualTo(new Shape(3, 2));
      assertThat(out.get(1).getShape()).isEqualTo(new Shape(3));
      assertThat(paused).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAWindowTheSameAloneAndInABatch(boolean attention) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientRecording.Scope paused = GradientRecording.pause()) {
      RulNetwork network = network(attention, manager);
      NDArray batch = manager.randomNormal(new Shape(5, 10, 6));
      float[] together = forward(network, batch, false).get(1).toFloatArray();
      for (int i = 0; i < 5; i++) {
        float alone = forward(network, batch.get(i + ":" + (i + 1)), false).get(1).getFloat(0);
        assertThat(alone).isCloseTo(together[i], within(1e-6f));
      }
      assertThat(paused).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsAGradientToEveryParameter(boolean attention) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = network(attention, manager);
      for (Parameter parameter : network.getParameters().values()) {
        parameter.getArray().setRequiresGradient(true);
      }
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList out = forward(network, manager.randomNormal(new Shape(4, 10, 6)), true);
        collector.backward(out.get(0).square().sum().add(out.get(1).square().sum()));
      }
      for (int i = 0; i < network.getParameters().size(); i++) {
        Parameter parameter = network.getParameters().valueAt(i);
        assertThat(parameter.getArray().getGradient().abs().sum().getFloat())
            .as(network.getParameters().keyAt(i))
            .isPositive();
      }
    }
  }

  @Test
  void namesItsParametersForTheWeightsFile() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(network(true, manager).namedParameters().keySet())
          .containsExactly(
              "janet0.inputWeight",
              "janet0.recurrentWeight",
              "janet0.bias",
              "janet1.inputWeight",
              "janet1.recurrentWeight",
              "janet1.bias",
              "failureAttention.projection",
              "failureAttention.bias",
              "failureAttention.context",
              "rulAttention.projection",
              "rulAttention.bias",
              "rulAttention.context",
              "failureHead.weight",
              "failureHead.bias",
              "rulHead.weight",
              "rulHead.bias");
    }
  }

  @Test
  void refusesAWrongNumberOfChannels() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = network(false, manager);
      NDArray wrong = manager.zeros(new Shape(1, 10, 7));
      assertThatThrownBy(() -> forward(network, wrong, false))
          .hasMessageContaining("(1, 10, 7)")
          .hasMessageContaining("6 channels");
    }
  }

  @Test
  void refusesSizesThatMakeNoNetwork() {
    assertThatThrownBy(() -> new RulNetworkConfig(6, 10, List.of(), 0.2, false, List.of(30), 50))
        .hasMessageContaining("units");
    assertThatThrownBy(() -> new RulNetworkConfig(6, 10, List.of(4), 1, false, List.of(30), 50))
        .hasMessageContaining("dropout is 1.0");
    assertThatThrownBy(() -> new RulNetworkConfig(6, 10, List.of(4), 0, false, List.of(30, 15), 50))
        .hasMessageContaining("[30, 15]");
    assertThatThrownBy(
            () -> new RulNetworkConfig(6, 10, List.of(4), 0, false, List.of(30), 50, "ltsm"))
        .hasMessage(
            "no cell ltsm (expected one of gru, ind-rnn, indy-gru, indy-lstm, janet, lstm, qrnn,"
                + " sru, sru-v1, tanh-rnn)");
  }

  @Test
  void layersBearTheNameOfTheirCell() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network =
          new RulNetwork(
              new RulNetworkConfig(
                  6, 10, List.of(8, 5), 0, false, List.of(30), 50, "gru reset=after"),
              3);
      network.initialize(manager);
      assertThat(network.namedParameters()).containsKeys("gru0.inputWeight", "gru1.recurrentBias");
    }
  }

  private static RulNetwork network(boolean attention, NDManager manager) {
    RulNetwork network =
        new RulNetwork(
            new RulNetworkConfig(6, 10, List.of(8, 5), 0.2, attention, List.of(15, 30), 50), 3);
    network.initialize(manager);
    return network;
  }

  private static NDList forward(RulNetwork network, NDArray x, boolean training) {
    return network.forward(new ParameterStore(x.getManager(), false), new NDList(x), training);
  }
}
