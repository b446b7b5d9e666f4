package io.harbinger.network.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskSpecificAttentionTest {

  private NDManager manager;
  private ParameterStore store;
  private TaskSpecificAttention attention;
  private NDArray states;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    store = new ParameterStore(manager, false);
    attention = new TaskSpecificAttention(4);
    attention.initialize(manager, DataType.FLOAT64, new Shape(5, 2, 3));
    states = Passes.normal(manager, 1, 5, 2, 3);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesFullLengthsTheSameAsNone() {
    NDList without = attention.forward(store, new NDList(states), false);
    NDList with = attention.forward(store, new NDList(states, lengths(5, 5)), false);
    for (int i = 0; i < 2; i++) {
      assertThat(with.get(i).toDoubleArray())
          .containsExactly(without.get(i).toDoubleArray(), within(1e-14));
    }
  }

  @Test
  void weighsNoPaddingWhateverItHolds() {
    NDList alone = attention.forward(store, new NDList(states.get(":3, 0:1")), false);
    states.set(new NDIndex("3:, 0"), Double.NaN);
    NDList padded = attention.forward(store, new NDList(states, lengths(3, 5)), false);
    assertThat(padded.get(0).get("0").toDoubleArray())
        .containsExactly(alone.get(0).get("0").toDoubleArray(), within(1e-14));
    double[] weights = padded.get(1).get(":, 0").toDoubleArray();
    assertThat(weights).endsWith(0, 0);
    assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(1, within(1e-14));
  }

  @Test
  void recordsGradientsThatAgreeWithFiniteDifferences() {
    Map<String, NDArray> variables = new HashMap<>(Map.of("states", states));
    attention.getParameters().forEach(p -> variables.put(p.getKey(), p.getValue().getArray()));
    NDArray weights = Passes.normal(manager, 2, 2, 4);
    GradientCheck.agrees(
        variables,
        () ->
            attention
                .forward(store, new NDList(states, lengths(3, 5)), true)
                .head()
                .mul(weights)
                .sum());
  }

  @Test
  void refusesLengthsOfAnotherBatch() {
    assertThatThrownBy(() -> attention.forward(store, new NDList(states, lengths(1, 2, 3)), false))
        .hasMessageContaining("lengths of shape (3) for 2 sequences");
  }

  @Test
  void neverLetsPaddingReachAGradient() {
    states.set(new NDIndex("3:, 0"), Double.NaN);
    Map<String, NDArray> variables = new HashMap<>(Map.of("states", states));
    attention.getParameters().forEach(p -> variables.put(p.getKey(), p.getValue().getArray()));
    FiniteGradients.reach(
        variables,
        () -> attention.forward(store, new NDList(states, lengths(3, 5)), true).head().sum());
  }

  @Test
  void refusesLengthsThatNoSequenceOfTheBatchCanHave() {
    assertThatThrownBy(() -> attention.forward(store, new NDList(states, lengths(9, 5)), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 0 has length 9 in a batch of 5 steps (expected 0 to 5)");
    assertThatThrownBy(() -> attention.forward(store, new NDList(states, lengths(5, -2)), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 1 has length -2 in a batch of 5 steps (expected 0 to 5)");
  }

  @Test
  void refusesStatesOfAnotherDepth() {
    NDArray deep = Passes.normal(manager, 1, 5, 2, 4);
    assertThatThrownBy(() -> attention.forward(store, new NDList(deep, lengths(3, 5)), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an attention got an input of shape (5, 2, 4) (expected time, batch, 3 features)");
  }

  private NDArray lengths(long... lengths) {
    return manager.create(lengths);
  }
}
