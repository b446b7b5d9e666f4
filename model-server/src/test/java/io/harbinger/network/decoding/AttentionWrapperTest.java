package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.attention.Attention;
import io.harbinger.network.attention.AttentionMemory;
import io.harbinger.network.attention.AttentionName;
import io.harbinger.network.attention.AttentionState;
import io.harbinger.network.attention.AttentionStep;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionWrapperTest {

  private static final int TIME = 4;
  private static final int BATCH = 2;
  private static final int DEPTH = 3;
  private static final int CELL = 3;
  private static final int INPUTS = 2;

  private NDManager manager;
  private ForwardPass pass;
  private NDArray states;
  private NDArray inputs;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    pass = Passes.serving(manager);
    states = Passes.normal(manager, 1, TIME, BATCH, DEPTH);
    inputs = Passes.normal(manager, 2, 3, BATCH, INPUTS);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"ATTENTION, 5", "ATTENTION, 0", "CELL, 5", "CELL, 0"})
  void feedsTheLastAttentionIntoTheCell(AttentionWrapper.Output output, int layer) {
    Attention attention = attention(AttentionName.BAHDANAU);
    AttentionWrapper wrapper = wrapper(attention, output, layer);
    int width = layer == 0 ? DEPTH : layer;
    TestNetwork gru = TestNetwork.gru(manager, INPUTS + width, CELL, 4, 9);
    AttentionMemory memory = attention.prepare(pass, states, manager.create(new int[] {4, 2}));
    Decoded decoded = decode(wrapper, gru, memory, pass);

    NDArray attended = manager.zeros(new Shape(BATCH, width), DataType.FLOAT64);
    NDList cellState = gru.start(BATCH);
    AttentionState state = attention.initial(memory);
    for (int step = 0; step < 3; step++) {
      DecoderCell.Step inner = gru.cell.step(pass, inputs.get(step).concat(attended, 1), cellState);
      AttentionStep answer = attention.attend(pass, memory, inner.output(), state);
      attended =
          layer == 0
              ? answer.context()
              : inner
                  .output()
                  .concat(answer.context(), 1)
                  .matMul(wrapper.getDirectParameters().get("layerWeight").getArray());
      NDArray expected = output == AttentionWrapper.Output.CELL ? inner.output() : attended;
      assertThat(decoded.outputs().get(step).toDoubleArray()).isEqualTo(expected.toDoubleArray());
      assertThat(decoded.alignments().get(step).toDoubleArray())
          .isEqualTo(answer.state().alignments().toDoubleArray());
      cellState = inner.state();
      state = answer.state();
    }
  }

  @ParameterizedTest
  @EnumSource(AttentionName.class)
  void neverLetsPaddingChangeWhatIsDecoded(AttentionName name) {
    Attention attention = attention(name);
    AttentionWrapper wrapper = wrapper(attention, AttentionWrapper.Output.ATTENTION, 4);
    TestNetwork gru = TestNetwork.gru(manager, INPUTS + 4, CELL, 4, 9);
    NDArray padded = states.concat(Passes.normal(manager, 77, 2, BATCH, DEPTH).mul(100), 0);
    Decoded plain = decode(wrapper, gru, attention.prepare(pass, states), pass);
    Decoded masked =
        decode(
            wrapper,
            gru,
            attention.prepare(pass, padded, manager.create(new int[] {TIME, TIME})),
            pass);
    assertThat(masked.outputs().toDoubleArray())
        .containsExactly(plain.outputs().toDoubleArray(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(AttentionName.class)
  void recordsGradientsThroughADecodingThatAgreeWithFiniteDifferences(AttentionName name) {
    Attention attention = attention(name);
    AttentionWrapper wrapper = wrapper(attention, AttentionWrapper.Output.ATTENTION, 2);
    TestNetwork gru = TestNetwork.gru(manager, INPUTS + 2, CELL, 4, 9);
    Map<String, NDArray> variables = new HashMap<>(gru.weights());
    variables.put("states", states);
    variables.put("inputs", inputs);
    NamedParameters.of(wrapper).forEach((label, p) -> variables.put(label, p.getArray()));
    NDArray weights = Passes.normal(manager, 5, 3, BATCH, 2);
    ForwardPass training = Passes.training(manager);
    NDArray lengths = manager.create(new int[] {4, 2});
    GradientCheck.agrees(
        variables,
        () ->
            decode(wrapper, gru, attention.prepare(training, states, lengths), training)
                .outputs()
                .mul(weights)
                .sum());
  }

  @ParameterizedTest
  @EnumSource(AttentionName.class)
  void neverLetsPaddingReachAGradient(AttentionName name) {
    Attention attention = attention(name);
    AttentionWrapper wrapper = wrapper(attention, AttentionWrapper.Output.ATTENTION, 2);
    TestNetwork gru = TestNetwork.gru(manager, INPUTS + 2, CELL, 4, 9);
    states.set(new NDIndex("2:, 1"), Double.NaN);
    Map<String, NDArray> variables = new HashMap<>(gru.weights());
    variables.put("states", states);
    NamedParameters.of(wrapper).forEach((label, p) -> variables.put(label, p.getArray()));
    ForwardPass training = Passes.training(manager);
    NDArray lengths = manager.create(new int[] {4, 2});
    FiniteGradients.reach(
        variables,
        () ->
            decode(wrapper, gru, attention.prepare(training, states, lengths), training)
                .outputs()
                .sum());
  }

  @Test
  void refusesWhatDoesNotFitBeforeTheEngineDoes() {
    Attention attention = attention(AttentionName.BAHDANAU);
    AttentionWrapper wrapper = wrapper(attention, AttentionWrapper.Output.ATTENTION, 4);
    TestNetwork gru = TestNetwork.gru(manager, INPUTS + 4, CELL, 4, 9);
    AttentionMemory memory = attention.prepare(pass, states);
    NDList start = wrapper.initialState(memory, gru.start(BATCH));
    DecoderCell cell = wrapper.over(gru.cell, memory);
    assertThatThrownBy(() -> cell.step(pass, Passes.normal(manager, 1, 3, INPUTS), start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input of shape (3, 2) for a memory of 2 sequences");
    assertThatThrownBy(() -> cell.step(pass, inputs.get(0), gru.start(BATCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a state of [(2, 3)] (expected an attention (2, 4)");
    assertThatThrownBy(() -> cell.step(pass, Passes.normal(manager, 1, BATCH, INPUTS + 1), start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the GRU cell got an input of shape (2, 7) (expected batch, 6 features)");
    TestNetwork wide = TestNetwork.gru(manager, INPUTS + 4, CELL + 1, 4, 9);
    NDList wideStart = wrapper.initialState(memory, wide.start(BATCH));
    assertThatThrownBy(() -> wrapper.over(wide.cell, memory).step(pass, inputs.get(0), wideStart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an attention got a query of shape (2, 4) (expected batch, 3 features)");
    TestNetwork ids =
        new TestNetwork(manager, DecodedCell.EMBEDDING.create(1), 1, DecodedCell.VOCABULARY, 9);
    NDList idsStart = wrapper.initialState(memory, ids.start(BATCH));
    NDArray first = TokenEmbedding.inCell().embed(pass, manager.create(new int[] {1, 2}));
    assertThatThrownBy(() -> wrapper.over(ids.cell, memory).step(pass, first, idsStart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input of shape (2, 5) (expected batch, 1 features)");
  }

  @Test
  void asABlockGivesTheAttentionOfAFirstStep() {
    Attention attention = attention(AttentionName.LUONG);
    AttentionWrapper wrapper = wrapper(attention, AttentionWrapper.Output.ATTENTION, 4);
    NDArray query = Passes.normal(manager, 8, BATCH, CELL);
    NDList out = wrapper.forward(pass.parameters(), new NDList(states, query), false);
    assertThat(out.get(0).getShape()).isEqualTo(new Shape(BATCH, 4));
    assertThat(out.get(1).getShape()).isEqualTo(new Shape(BATCH, TIME));
    assertThat(wrapper.getOutputShapes(new Shape[] {states.getShape(), query.getShape()}))
        .containsExactly(out.get(0).getShape(), out.get(1).getShape());
  }

  @Test
  void refusesALayerWithoutUnits() {
    assertThatThrownBy(
            () ->
                new AttentionWrapper(
                    attention(AttentionName.LUONG),
                    OptionalInt.of(0),
                    AttentionWrapper.Output.CELL,
                    1))
        .hasMessageContaining("0 units");
  }

  private Decoded decode(
      AttentionWrapper wrapper, TestNetwork gru, AttentionMemory memory, ForwardPass with) {
    return new Decoder(wrapper.over(gru.cell, memory), 3, true)
        .decode(
            with, new TeacherForcing(inputs, 3, 3), wrapper.initialState(memory, gru.start(BATCH)));
  }

  private static Attention attention(AttentionName name) {
    return new Attention(name.spec(3), 11);
  }

  private AttentionWrapper wrapper(Attention attention, AttentionWrapper.Output output, int layer) {
    AttentionWrapper wrapper =
        new AttentionWrapper(
            attention, layer == 0 ? OptionalInt.empty() : OptionalInt.of(layer), output, 12);
    wrapper.initialize(manager, DataType.FLOAT64, states.getShape(), new Shape(BATCH, CELL));
    return wrapper;
  }
}
