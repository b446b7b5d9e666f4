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
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionTest {

  private static final int TIME = 4;
  private static final int BATCH = 3;
  private static final int DEPTH = 3;
  private static final int QUERY = 2;
  private static final int UNITS = 5;

  private NDManager manager;
  private ForwardPass pass;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    pass = Passes.serving(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<AttentionSpec> every() {
    List<ScoreSpec> scores =
        List.of(
            new ScoreSpec.Luong(false),
            new ScoreSpec.Luong(true),
            new ScoreSpec.Bahdanau(UNITS, false),
            new ScoreSpec.Bahdanau(UNITS, true),
            new ScoreSpec.LocationSensitive(UNITS, 2, 3, false),
            new ScoreSpec.LocationSensitive(UNITS, 2, 3, true));
    List<ProbabilitySpec> probabilities =
        List.of(
            ProbabilitySpec.Normalized.SOFTMAX,
            ProbabilitySpec.Normalized.HARDMAX,
            ProbabilitySpec.Normalized.SMOOTHING,
            new ProbabilitySpec.Monotonic(MonotonicMode.RECURSIVE, -0.5f, 0),
            new ProbabilitySpec.Monotonic(MonotonicMode.PARALLEL, -0.5f, 0),
            new ProbabilitySpec.Monotonic(MonotonicMode.HARD, -0.5f, 0));
    return scores.stream().flatMap(s -> probabilities.stream().map(p -> new AttentionSpec(s, p)));
  }

  static Stream<AttentionSpec> differentiable() {
    return every()
        .filter(spec -> spec.probability() != ProbabilitySpec.Normalized.HARDMAX)
        .filter(
            spec ->
                !(spec.probability() instanceof ProbabilitySpec.Monotonic monotonic
                    && monotonic.mode() == MonotonicMode.HARD));
  }

  @ParameterizedTest
  @MethodSource("every")
  void weighsNoPaddingAndNoMoreThanOne(AttentionSpec spec) {
    Attention attention = attention(spec);
    AttentionMemory memory = attention.prepare(pass, states(), lengths(2, 4, 1));
    AttentionState state = attention.initial(memory);
    for (int step = 0; step < 3; step++) {
      state = attention.attend(pass, memory, query(step), state).state();
      double[][] rows = rows(state.alignments());
      assertThat(rows[0][2]).isZero();
      assertThat(rows[0][3]).isZero();
      assertThat(rows[2]).endsWith(0, 0, 0);
      for (double[] row : rows) {
        double sum = Stream.of(row).flatMapToDouble(java.util.Arrays::stream).sum();
        if (spec.probability() instanceof ProbabilitySpec.Monotonic) {
          assertThat(sum).isBetween(0.0, 1 + 1e-12);
        } else {
          assertThat(sum).isCloseTo(1, within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void neverLetsPaddingChangeAResult(AttentionSpec spec) {
    Attention attention = attention(spec);
    NDArray states = states();
    NDArray garbage = manager.full(new Shape(3, BATCH, DEPTH), Float.NaN, DataType.FLOAT64);
    NDArray padded = states.concat(garbage, 0);
    AttentionMemory plain = attention.prepare(pass, states);
    AttentionMemory masked = attention.prepare(pass, padded, lengths(TIME, TIME, TIME));
    AttentionState a = attention.initial(plain);
    AttentionState b = attention.initial(masked);
    for (int step = 0; step < 3; step++) {
      AttentionStep one = attention.attend(pass, plain, query(step), a);
      AttentionStep other = attention.attend(pass, masked, query(step), b);
      assertThat(other.context().toDoubleArray())
          .containsExactly(one.context().toDoubleArray(), within(1e-12));
      a = one.state();
      b = other.state();
      assertThat(b.alignments().get(":, :4").toDoubleArray())
          .containsExactly(a.alignments().toDoubleArray(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void givesASequenceWithoutPositionsNoWeightAndNoContext(AttentionSpec spec) {
    Attention attention = attention(spec);
    AttentionMemory memory = attention.prepare(pass, states(), lengths(0, 4, 4));
    AttentionStep step = attention.attend(pass, memory, query(0), attention.initial(memory));
    assertThat(rows(step.state().alignments())[0]).containsOnly(0);
    assertThat(rows(step.context())[0]).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void recordsGradientsThatAgreeWithFiniteDifferences(AttentionSpec spec) {
    Attention attention = attention(spec);
    NDArray states = states();
    NDArray query = query(0);
    Map<String, NDArray> variables = new HashMap<>();
    variables.put("states", states);
    variables.put("query", query);
    attention
        .getParameters()
        .forEach(parameter -> variables.put(parameter.getKey(), parameter.getValue().getArray()));
    // A softmax does not see a bias that all scores share; all that have one here do see it.
    NDArray weights = Passes.normal(manager, 9, BATCH, DEPTH);
    ForwardPass training = Passes.training(manager);
    GradientCheck.agrees(
        variables,
        () -> {
          AttentionMemory memory = attention.prepare(training, states, lengths(3, 4, 2));
          AttentionStep first =
              attention.attend(training, memory, query, attention.initial(memory));
          AttentionStep second = attention.attend(training, memory, query(1), first.state());
          return first.context().add(second.context()).mul(weights).sum();
        });
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void neverLetsPaddingReachAGradient(AttentionSpec spec) {
    Attention attention = attention(spec);
    NDArray states = states();
    states.set(new NDIndex("3:, 0"), Double.NaN);
    states.set(new NDIndex("2:, 2"), Double.POSITIVE_INFINITY);
    NDArray query = query(0);
    Map<String, NDArray> variables = new HashMap<>(Map.of("states", states, "query", query));
    attention
        .getParameters()
        .forEach(parameter -> variables.put(parameter.getKey(), parameter.getValue().getArray()));
    ForwardPass training = Passes.training(manager);
    FiniteGradients.reach(
        variables,
        () -> {
          AttentionMemory memory = attention.prepare(training, states, lengths(3, 4, 2));
          AttentionStep first =
              attention.attend(training, memory, query, attention.initial(memory));
          return attention.attend(training, memory, query, first.state()).context().sum();
        });
  }

  @Test
  void scoresByLuongsProduct() {
    Attention attention = attention(new AttentionSpec(new ScoreSpec.Luong(true), softmax()));
    set(attention, "memoryWeight", 1, 0, 0, 1, 1, 1);
    set(attention, "scale", 2);
    NDArray states = manager.create(new double[] {1, 2, 3, 0, 1, 0}, new Shape(2, 1, 3));
    NDArray query = manager.create(new double[] {.5, .25}, new Shape(1, 2));
    // keys (1 + 3, 2 + 3) and (0 + 0, 1 + 0)
    double first = Math.exp(2 * (.5 * 4 + .25 * 5));
    double second = Math.exp(2 * .25);
    double[] weights = weights(attention, states, query);
    assertThat(weights[0]).isCloseTo(first / (first + second), within(1e-12));
    assertThat(weights[1]).isCloseTo(second / (first + second), within(1e-12));
  }

  @Test
  void masksTheUpperTriangleOfSequencesThatGrow() {
    Attention attention = attention(new AttentionSpec(new ScoreSpec.Luong(false), softmax()));
    AttentionMemory memory =
        attention.prepare(pass, Passes.normal(manager, 1, 4, 4, DEPTH), lengths(1, 2, 3, 4));
    double[][] rows =
        rows(
            attention
                .attend(
                    pass, memory, Passes.normal(manager, 2, 4, QUERY), attention.initial(memory))
                .state()
                .alignments());
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        if (column > row) {
          assertThat(rows[row][column]).isZero();
        } else {
          assertThat(rows[row][column]).isPositive();
        }
      }
    }
  }

  @Test
  void scoresAdditivelyWithANormalizedVector() {
    Attention attention = attention(new AttentionSpec(new ScoreSpec.Bahdanau(2, true), softmax()));
    assertThat(attention.getParameters().get("scale").getArray().toDoubleArray()[0])
        .isCloseTo(Math.sqrt(.5), within(1e-7));
    set(attention, "memoryWeight", 1, 0, 0, 1, 0, 0);
    set(attention, "queryWeight", .5, 0, 0, .5);
    set(attention, "vector", 3, 4);
    set(attention, "scale", 2);
    set(attention, "bias", .1, -.1);
    NDArray states = manager.create(new double[] {.2, .4, 0, -.3, .6, 0}, new Shape(2, 1, 3));
    NDArray query = manager.create(new double[] {1, -1}, new Shape(1, 2));
    double first = Math.exp(1.2 * Math.tanh(.8) + 1.6 * Math.tanh(-.2));
    double second = Math.exp(1.2 * Math.tanh(.3) + 1.6 * Math.tanh(0));
    assertThat(weights(attention, states, query)[0])
        .isCloseTo(first / (first + second), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsWhereItLookedBeforeByAConvolution(boolean cumulative) {
    Attention attention =
        attention(
            new AttentionSpec(new ScoreSpec.LocationSensitive(1, 1, 3, cumulative), softmax()));
    set(attention, "memoryWeight", 0, 0, 0);
    set(attention, "queryWeight", 0, 0);
    set(attention, "vector", 1);
    set(attention, "locationFilter", 0, 0, 1);
    set(attention, "locationWeight", 1);
    AttentionMemory memory = attention.prepare(pass, states());
    NDArray before =
        manager.create(new double[] {0, .5, .3, .2, 0, 0, 0, 0, 0, 0, 0, 0}, new Shape(3, 4));
    NDArray total = before.mul(2);
    double[] weights =
        rows(
            attention
                .attend(pass, memory, query(0), new AttentionState(before, total))
                .state()
                .alignments())[0];
    double factor = cumulative ? 2 : 1;
    // A filter (0, 0, 1) gives each position what its right neighbour had.
    double[] scores = {Math.tanh(.5 * factor), Math.tanh(.3 * factor), Math.tanh(.2 * factor), 0};
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(weights[i]).isCloseTo(Math.exp(scores[i]) / sum, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(MonotonicMode.class)
  void hardModeIsOneHotAndTheOthersSpread(MonotonicMode mode) {
    Attention attention =
        attention(
            new AttentionSpec(
                new ScoreSpec.Luong(false), new ProbabilitySpec.Monotonic(mode, 0, 0)));
    AttentionMemory memory = attention.prepare(pass, states());
    double[] weights =
        attention
            .attend(pass, memory, query(0), attention.initial(memory))
            .state()
            .alignments()
            .toDoubleArray();
    if (mode == MonotonicMode.HARD) {
      assertThat(weights).containsOnly(0, 1);
    } else {
      assertThat(weights).doesNotContain(0, 1);
    }
  }

  @Test
  void addsSigmoidNoiseInTrainingOnlyAndFromThePassedRandomNumbers() {
    Attention attention =
        attention(
            new AttentionSpec(
                new ScoreSpec.Luong(false),
                new ProbabilitySpec.Monotonic(MonotonicMode.PARALLEL, 0, 1)));
    double[] serving = first(attention, Passes.serving(manager));
    double[] training = first(attention, Passes.training(manager));
    assertThat(first(attention, Passes.serving(manager, 2))).isEqualTo(serving);
    assertThat(first(attention, Passes.training(manager))).isEqualTo(training);
    assertThat(training).isNotEqualTo(serving);
  }

  @Test
  void looksFurtherAlongALongMemoryWithANegativeScoreBias() {
    double[] last = new double[2];
    for (int i = 0; i < 2; i++) {
      Attention attention =
          attention(
              new AttentionSpec(
                  new ScoreSpec.Luong(false),
                  new ProbabilitySpec.Monotonic(MonotonicMode.PARALLEL, i == 0 ? 0 : -4, 0)));
      set(attention, "memoryWeight", new double[6]);
      last[i] = first(attention, pass)[0];
    }
    assertThat(last[0]).isCloseTo(.5, within(1e-12));
    assertThat(last[1]).isCloseTo(1 / (1 + Math.exp(4)), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("every")
  void answersTheSameAfterItsWeightsWereSavedAndRead(AttentionSpec spec) {
    Attention trained = floats(spec, 1);
    Map<String, Tensor> tensors = new HashMap<>();
    trained
        .getParameters()
        .forEach(
            p -> {
              NDArray array = p.getValue().getArray();
              List<Long> shape = new ArrayList<>();
              for (long extent : array.getShape().getShape()) {
                shape.add(extent);
              }
              tensors.put(p.getKey(), Tensor.of(shape, array.toFloatArray()));
            });
    Safetensors read =
        Safetensors.decode(new Safetensors(tensors, Map.of()).encode(), "an attention's weights");
    Attention other = floats(spec, 2);
    read.tensors()
        .forEach((name, tensor) -> other.getParameters().get(name).getArray().set(tensor.values()));
    NDList inputs =
        new NDList(
            states().toType(DataType.FLOAT32, true), query(0).toType(DataType.FLOAT32, true));
    ParameterStore store = new ParameterStore(manager, false);
    assertThat(other.forward(store, inputs, false).head().toFloatArray())
        .isEqualTo(trained.forward(store, inputs, false).head().toFloatArray());
  }

  @ParameterizedTest
  @EnumSource(AttentionName.class)
  void isFoundByItsNameAndWorks(AttentionName name) {
    assertThat(AttentionName.of(name.label())).isEqualTo(name);
    assertThat(first(attention(name.spec(UNITS)), pass)).hasSize(BATCH * TIME);
  }

  @Test
  void saysWhatItGotAndWhatItExpected() {
    assertThatThrownBy(() -> AttentionName.of("bahdanua"))
        .hasMessageContaining("bahdanua")
        .hasMessageContaining("normed-bahdanau, luong");
    assertThatThrownBy(() -> new ScoreSpec.LocationSensitive(1, 1, 4, true))
        .hasMessageContaining("4 positions (expected an odd number)");
    assertThatThrownBy(() -> new ScoreSpec.Bahdanau(0, true)).hasMessageContaining("units 0");
    assertThatThrownBy(() -> new ProbabilitySpec.Monotonic(MonotonicMode.HARD, Float.NaN, 0))
        .hasMessageContaining("NaN");
    Attention attention = attention(new AttentionSpec(new ScoreSpec.Luong(false), softmax()));
    AttentionMemory memory = attention.prepare(pass, states());
    AttentionState state = attention.initial(memory);
    assertThatThrownBy(() -> attention.attend(pass, memory, manager.zeros(new Shape(3, 7)), state))
        .hasMessageContaining("(3, 7)")
        .hasMessageContaining("2 features");
    assertThatThrownBy(() -> attention.attend(pass, memory, manager.zeros(new Shape(2, 2)), state))
        .hasMessageContaining("2 queries for a memory of 3");
    assertThatThrownBy(() -> attention.prepare(pass, states(), lengths(1, 2)))
        .hasMessageContaining("lengths of shape (2)");
  }

  @ParameterizedTest
  @MethodSource("every")
  void refusesLengthsThatNoSequenceOfTheMemoryCanHave(AttentionSpec spec) {
    Attention attention = attention(spec);
    assertThatThrownBy(() -> attention.prepare(pass, states(), lengths(4, 9, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 1 has length 9 in a batch of 4 steps (expected 0 to 4)");
    assertThatThrownBy(() -> attention.prepare(pass, states(), lengths(4, 4, -2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 2 has length -2 in a batch of 4 steps (expected 0 to 4)");
  }

  @ParameterizedTest
  @MethodSource("every")
  void refusesWhatDoesNotFitBeforeTheEngineDoes(AttentionSpec spec) {
    Attention attention = attention(spec);
    NDArray deep = Passes.normal(manager, 1, TIME, BATCH, DEPTH + 1);
    assertThatThrownBy(() -> attention.prepare(pass, deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an attention got states of shape (4, 3, 4) (expected time, batch, 3 features)");
    assertThatThrownBy(() -> attention.prepare(pass, deep, lengths(4, 4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(4, 3, 4) (expected time, batch, 3 features)");
    AttentionMemory memory = attention.prepare(pass, states());
    AttentionState state = attention.initial(memory);
    AttentionMemory foreign = new AttentionMemory(memory.keys(), memory.values(), memory.mask());
    assertThatThrownBy(() -> attention.attend(pass, foreign, query(0), state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys of 3 units (expected 3 and");
    assertThatThrownBy(
            () -> attention.attend(pass, memory, manager.zeros(new Shape(BATCH, 7)), state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an attention got a query of shape (3, 7) (expected batch, 2 features)");
    AttentionState shorter = new AttentionState(state.alignments().get(":, 1:"), state.total());
    assertThatThrownBy(() -> attention.attend(pass, memory, query(0), shorter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an attention got a state of alignments (3, 3) and total (3, 4) (expected (3, 4) each)");
    assertThatThrownBy(
            () -> new AttentionMemory(memory.values(), memory.keys(), shorter.alignments()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a memory of values (3, 4, 3)")
        .hasMessageContaining("a mask (3, 3)");
  }

  private double[] first(Attention attention, ForwardPass with) {
    AttentionMemory memory = attention.prepare(with, states());
    return attention
        .attend(with, memory, query(0), attention.initial(memory))
        .state()
        .alignments()
        .toDoubleArray();
  }

  private double[] weights(Attention attention, NDArray states, NDArray query) {
    return attention
        .forward(pass.parameters(), new NDList(states, query), false)
        .get(1)
        .toDoubleArray();
  }

  private Attention attention(AttentionSpec spec) {
    Attention attention = new Attention(spec, 5);
    attention.initialize(
        manager, DataType.FLOAT64, new Shape(TIME, BATCH, DEPTH), new Shape(BATCH, QUERY));
    return attention;
  }

  private Attention floats(AttentionSpec spec, long seed) {
    Attention attention = new Attention(spec, seed);
    attention.initialize(
        manager, DataType.FLOAT32, new Shape(TIME, BATCH, DEPTH), new Shape(BATCH, QUERY));
    return attention;
  }

  private static void set(Attention attention, String name, double... values) {
    Parameter parameter = attention.getParameters().get(name);
    parameter.getArray().set(values);
  }

  private static ProbabilitySpec softmax() {
    return ProbabilitySpec.Normalized.SOFTMAX;
  }

  private NDArray states() {
    return Passes.normal(manager, 1, TIME, BATCH, DEPTH);
  }

  private NDArray query(int step) {
    return Passes.normal(manager, 20 + step, BATCH, QUERY);
  }

  private NDArray lengths(long... lengths) {
    return manager.create(lengths);
  }

  private static double[][] rows(NDArray matrix) {
    double[][] rows = new double[Math.toIntExact(matrix.getShape().get(0))][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.get(new NDIndex("{}", i)).toDoubleArray();
    }
    return rows;
  }
}
