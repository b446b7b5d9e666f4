package io.harbinger.network.capsule;

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
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapsuleAggregationTest {

  private static final int TIME = 4;
  private static final int BATCH = 2;
  private static final int FEATURES = 3;
  private static final int CAPSULES = 3;
  private static final int SIZE = 2;

  private NDManager manager;
  private ParameterStore store;
  private NDArray states;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    store = new ParameterStore(manager, false);
    states = Passes.normal(manager, 1, TIME, BATCH, FEATURES);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void agreesWithTheProcedureWrittenOutInJava(int iterations) {
    NDArray votes = Passes.normal(manager, 3, 1, CAPSULES, TIME, SIZE);
    NDArray mask = manager.create(new double[] {1, 1, 1, 0}, new Shape(1, TIME));
    DynamicRouting routed = DynamicRouting.route(votes, mask, iterations);
    double[] u = votes.toDoubleArray();
    double[][] b = new double[3][CAPSULES];
    double[][] v = new double[CAPSULES][SIZE];
    double[][] c = new double[3][CAPSULES];
    for (int iteration = 0; iteration < iterations; iteration++) {
      for (int i = 0; i < 3; i++) {
        double sum = Arrays.stream(b[i]).map(Math::exp).sum();
        for (int j = 0; j < CAPSULES; j++) {
          c[i][j] = Math.exp(b[i][j]) / sum;
        }
      }
      for (int j = 0; j < CAPSULES; j++) {
        double square = 0;
        for (int d = 0; d < SIZE; d++) {
          v[j][d] = 0;
          for (int i = 0; i < 3; i++) {
            v[j][d] += c[i][j] * u[(j * TIME + i) * SIZE + d];
          }
          square += v[j][d] * v[j][d];
        }
        for (int d = 0; d < SIZE; d++) {
          v[j][d] *= square / (1 + square) / Math.sqrt(square);
          for (int i = 0; i < 3; i++) {
            b[i][j] += v[j][d] * u[(j * TIME + i) * SIZE + d];
          }
        }
      }
    }
    double[] expected = Arrays.stream(v).flatMapToDouble(Arrays::stream).toArray();
    assertThat(routed.capsules().toDoubleArray()).containsExactly(expected, within(1e-7));
    for (int j = 0; j < CAPSULES; j++) {
      for (int i = 0; i < 3; i++) {
        assertThat(routed.couplings().getDouble(0, j, i)).isCloseTo(c[i][j], within(1e-7));
      }
      assertThat(routed.couplings().getDouble(0, j, 3)).isZero();
    }
  }

  @Test
  void squashesToALengthBelowOneInTheSameDirection() {
    NDArray vectors =
        manager.create(new double[] {3, 4, 1e-4, 0, 0, 0, -3e5, 4e5}, new Shape(4, 2));
    double[] squashed = DynamicRouting.squash(vectors).toDoubleArray();
    assertThat(squashed[0]).isCloseTo(25 / 26.0 * .6, within(1e-9));
    assertThat(squashed[1]).isCloseTo(25 / 26.0 * .8, within(1e-9));
    assertThat(squashed[2]).isBetween(0.0, 1e-8);
    assertThat(squashed[4]).isZero();
    assertThat(squashed[6]).isCloseTo(-.6, within(1e-9));
    for (int i = 0; i < 4; i++) {
      assertThat(Math.hypot(squashed[2 * i], squashed[2 * i + 1])).isLessThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesPaddingNoWeightAndRealPositionsAllOfTheirs(CapsuleSpec.Transform transform) {
    NDList out =
        aggregation(transform)
            .forward(store, new NDList(states, manager.create(new int[] {2, 4})), false);
    double[] perPosition = out.get(1).sum(new int[] {1}).toDoubleArray();
    assertThat(perPosition).containsExactly(new double[] {1, 1, 0, 0, 1, 1, 1, 1}, within(1e-12));
    assertThat(out.get(0).square().sum(new int[] {2}).max().getDouble()).isLessThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void neverLetsPaddingChangeACapsule(CapsuleSpec.Transform transform) {
    CapsuleAggregation aggregation = aggregation(transform);
    NDArray spoiled = states.duplicate();
    spoiled.set(new NDIndex("2:, 0"), Double.NaN);
    NDArray alone = aggregation.forward(store, new NDList(states.get(":2")), false).head();
    NDArray padded =
        aggregation
            .forward(store, new NDList(spoiled, manager.create(new int[] {2, 4})), false)
            .head();
    assertThat(padded.get(0).toDoubleArray())
        .containsExactly(alone.get(0).toDoubleArray(), within(1e-12));
  }

  @Test
  void doesNotMindTheOrderOfPositionsWhereTheTransformIsShared() {
    NDArray order = manager.create(new long[] {2, 0, 3, 1});
    NDArray shuffled = states.get(order);
    NDList one =
        aggregation(CapsuleSpec.Transform.SHARED).forward(store, new NDList(states), false);
    NDList other =
        aggregation(CapsuleSpec.Transform.SHARED).forward(store, new NDList(shuffled), false);
    assertThat(other.get(0).toDoubleArray())
        .containsExactly(one.get(0).toDoubleArray(), within(1e-12));
    assertThat(other.get(1).transpose(2, 0, 1).toDoubleArray())
        .containsExactly(one.get(1).transpose(2, 0, 1).get(order).toDoubleArray(), within(1e-12));
    NDArray full =
        aggregation(CapsuleSpec.Transform.FULL).forward(store, new NDList(states), false).head();
    NDArray fullShuffled =
        aggregation(CapsuleSpec.Transform.FULL).forward(store, new NDList(shuffled), false).head();
    assertThat(fullShuffled.sub(full).abs().max().getDouble()).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void recordsGradientsThatAgreeWithFiniteDifferences(CapsuleSpec.Transform transform) {
    CapsuleAggregation aggregation = aggregation(transform);
    Map<String, NDArray> variables = new HashMap<>(Map.of("states", states));
    aggregation.getParameters().forEach(p -> variables.put(p.getKey(), p.getValue().getArray()));
    NDArray weights = Passes.normal(manager, 5, BATCH, CAPSULES, SIZE);
    NDArray lengths = manager.create(new int[] {3, 4});
    GradientCheck.agrees(
        variables,
        () ->
            aggregation
                .forward(store, new NDList(states, lengths), true)
                .head()
                .mul(weights)
                .sum());
  }

  @ParameterizedTest
  @EnumSource
  void answersTheSameAfterItsWeightsWereSavedAndRead(CapsuleSpec.Transform transform) {
    CapsuleAggregation trained = aggregation(transform, DataType.FLOAT32, 1);
    CapsuleAggregation other = aggregation(transform, DataType.FLOAT32, 2);
    Map<String, Tensor> tensors = new HashMap<>();
    trained
        .getParameters()
        .forEach(
            p -> {
              NDArray array = p.getValue().getArray();
              List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
              tensors.put(p.getKey(), Tensor.of(shape, array.toFloatArray()));
            });
    Safetensors.decode(new Safetensors(tensors, Map.of()).encode(), "capsules' weights")
        .tensors()
        .forEach((name, t) -> other.getParameters().get(name).getArray().set(t.values()));
    NDList input = new NDList(states.toType(DataType.FLOAT32, true));
    NDList out = trained.forward(store, input, false);
    assertThat(other.forward(store, input, false).head().toFloatArray())
        .isEqualTo(out.head().toFloatArray());
    assertThat(trained.getOutputShapes(new Shape[] {states.getShape()}))
        .containsExactly(out.getShapes());
  }

  @ParameterizedTest
  @EnumSource
  void neverLetsPaddingReachAGradient(CapsuleSpec.Transform transform) {
    CapsuleAggregation aggregation = aggregation(transform);
    states.set(new NDIndex("2:, 0"), Double.NaN);
    Map<String, NDArray> variables = new HashMap<>(Map.of("states", states));
    aggregation.getParameters().forEach(p -> variables.put(p.getKey(), p.getValue().getArray()));
    NDArray lengths = manager.create(new int[] {2, 4});
    FiniteGradients.reach(
        variables,
        () -> aggregation.forward(store, new NDList(states, lengths), true).head().sum());
  }

  @ParameterizedTest
  @EnumSource
  void refusesLengthsThatNoSequenceOfTheBatchCanHave(CapsuleSpec.Transform transform) {
    CapsuleAggregation aggregation = aggregation(transform);
    NDList beyond = new NDList(states, manager.create(new int[] {4, 9}));
    assertThatThrownBy(() -> aggregation.forward(store, beyond, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 1 has length 9 in a batch of 4 steps (expected 0 to 4)");
    NDList below = new NDList(states, manager.create(new int[] {-2, 4}));
    assertThatThrownBy(() -> aggregation.forward(store, below, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 0 has length -2 in a batch of 4 steps (expected 0 to 4)");
  }

  @Test
  void saysWhatItGotAndWhatItExpected() {
    assertThatThrownBy(() -> new CapsuleSpec(0, 2, 3, CapsuleSpec.Transform.FULL))
        .hasMessageContaining("0 capsules of size 2 by 3 iterations");
    CapsuleAggregation full = aggregation(CapsuleSpec.Transform.FULL);
    assertThatThrownBy(
            () -> full.forward(store, new NDList(Passes.normal(manager, 1, 5, 2, FEATURES)), false))
        .hasMessageContaining("4 positions got 5");
    assertThatThrownBy(
            () -> full.forward(store, new NDList(Passes.normal(manager, 1, 4, 2, 7)), false))
        .hasMessageContaining("(4, 2, 7)")
        .hasMessageContaining("3 features");
    assertThatThrownBy(
            () -> full.forward(store, new NDList(states, manager.create(new int[] {1})), false))
        .hasMessageContaining("lengths of shape (1) for 2 sequences");
  }

  private CapsuleAggregation aggregation(CapsuleSpec.Transform transform) {
    return aggregation(transform, DataType.FLOAT64, 5);
  }

  private CapsuleAggregation aggregation(
      CapsuleSpec.Transform transform, DataType type, long seed) {
    CapsuleAggregation aggregation =
        new CapsuleAggregation(new CapsuleSpec(CAPSULES, SIZE, 3, transform), seed);
    aggregation.initialize(manager, type, new Shape(TIME, BATCH, FEATURES));
    return aggregation;
  }
}
