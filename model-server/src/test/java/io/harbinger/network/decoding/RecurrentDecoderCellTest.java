package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.attention.Attention;
import io.harbinger.network.attention.AttentionMemory;
import io.harbinger.network.attention.AttentionName;
import io.harbinger.network.attention.AttentionState;
import io.harbinger.network.attention.AttentionStep;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.ops.GradientCheck;
import io.harbinger.network.recurrent.CellOutput;
import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.RecurrentCell;
import io.harbinger.network.recurrent.SequenceLengths;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a decoder does, with every recurrent cell in it. */
class RecurrentDecoderCellTest {

  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int INPUTS = 3;
  private static final int VOCABULARY = DecodedCell.VOCABULARY;
  private static final int[] FULL = {STEPS, STEPS, STEPS};
  private static final int[] START = {1, 2, 3};
  private static final TokenChoice CATEGORICAL = new TokenChoice.Categorical(1);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void everyKindOfCellIsDecoded() {
    Set<Class<?>> decoded =
        Stream.of(DecodedCell.values())
            .map(kind -> kind.create(INPUTS).getClass())
            .collect(Collectors.toSet());
    for (Class<?> kind : CellSpec.class.getPermittedSubclasses()) {
      String name = kind.getSimpleName();
      assertThat(decoded)
          .as(name)
          .anyMatch(cell -> Set.of(name, name + "Cell").contains(cell.getSimpleName()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void teacherForcingIsTheCellsSequence(DecodedCell kind) {
    TestNetwork network = network(kind);
    NDArray taught = taught(network);
    Decoded decoded =
        decode(network.cell, new TeacherForcing(taught, FULL), network.start(BATCH), false);
    CellOutput whole =
        network
            .cell
            .cell()
            .sequence(
                new ParameterStore(manager, false),
                taught,
                SequenceLengths.whole(),
                network.start(BATCH),
                false);
    assertClose(decoded.outputs(), whole.output());
    assertClose(decoded.state(), whole.state());
  }

  @ParameterizedTest
  @EnumSource
  void scheduledSamplingOfTokensAtZeroIsTeacherForcingBitForBit(DecodedCell kind) {
    TestNetwork network = network(kind);
    NDArray taught = taught(network);
    for (boolean training : new boolean[] {false, true}) {
      NDList start = network.cell.initialState(manager, BATCH, training);
      TeacherForcing teacher = new TeacherForcing(taught, 3, STEPS, 4);
      Decoded forced = decode(network.logits(), teacher, start, training);
      Decoded scheduled =
          decode(
              network.logits(),
              new ScheduledEmbedding(teacher, network.embedding(), 0, CATEGORICAL),
              start,
              training);
      assertSame(scheduled, forced);
      assertThat(scheduled.samples().toIntArray()).containsOnly(-1, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scheduledSamplingOfTokensAtOneIsFreeRunningBitForBit(DecodedCell kind) {
    TestNetwork network = network(kind);
    NDArray taught = taught(network);
    for (TokenChoice choice : List.of(CATEGORICAL, new TokenChoice.Greedy())) {
      for (boolean training : new boolean[] {false, true}) {
        NDList start = network.cell.initialState(manager, BATCH, training);
        Decoded scheduled =
            decode(
                network.logits(),
                new ScheduledEmbedding(
                    new TeacherForcing(taught, FULL), network.embedding(), 1, choice),
                start,
                training);
        // No token ends a row, as none ends the teacher's.
        Decoded free =
            decode(
                network.logits(),
                new TokenSampler(manager, network.embedding(), choice, VOCABULARY, START),
                start,
                training);
        assertSame(scheduled, free);
        assertThat(scheduled.samples().toIntArray()).isEqualTo(free.samples().toIntArray());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void scheduledSamplingOfOutputsIsTeacherForcingAtZeroAndFreeRunningAtOne(DecodedCell kind) {
    TestNetwork network = network(kind);
    NDArray taught = taught(network);
    DecoderCell.Projection following = following(kind);
    for (boolean training : new boolean[] {false, true}) {
      NDList start = network.cell.initialState(manager, BATCH, training);
      assertSame(
          decode(
              network.logits(), new ScheduledOutput(taught, FULL, 0, following), start, training),
          decode(network.logits(), new TeacherForcing(taught, FULL), start, training));
      assertSame(
          decode(
              network.logits(), new ScheduledOutput(taught, FULL, 1, following), start, training),
          decode(
              network.logits(),
              new OutputSampler(
                  taught.get(0), (pass, output) -> output, following, samples -> new BitSet()),
              start,
              training));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMBEDDING")
  void anAttentionAroundItAgreesStepByStepWithTheWhole(DecodedCell kind) {
    int layer = 2;
    TestNetwork network = network(kind, INPUTS + layer);
    NDArray states = Passes.normal(manager, 1, 4, BATCH, 3);
    Attention attention = new Attention(AttentionName.LOCATION_SENSITIVE.spec(3), 1);
    AttentionWrapper wrapper =
        new AttentionWrapper(attention, OptionalInt.of(layer), AttentionWrapper.Output.CELL, 2);
    int query = network.cell.cell().outputSize();
    wrapper.initialize(manager, DataType.FLOAT64, states.getShape(), new Shape(BATCH, query));
    NDArray layerWeight = wrapper.getDirectParameters().get("layerWeight").getArray();
    ForwardPass pass = Passes.serving(manager);
    AttentionMemory memory = attention.prepare(pass, states, manager.create(new int[] {4, 2, 3}));
    NDArray inputs = Passes.normal(manager, 2, STEPS, BATCH, INPUTS);
    Decoded decoded =
        decode(
            wrapper.over(network.cell, memory),
            new TeacherForcing(inputs, FULL),
            wrapper.initialState(memory, network.start(BATCH)),
            false);

    NDArray attended = manager.zeros(new Shape(BATCH, layer), DataType.FLOAT64);
    AttentionState state = attention.initial(memory);
    NDList fed = new NDList();
    for (int step = 0; step < STEPS; step++) {
      fed.add(inputs.get(step).concat(attended, 1));
      NDArray output = decoded.outputs().get(step);
      AttentionStep answer = attention.attend(pass, memory, output, state);
      assertThat(decoded.alignments().get(step).toDoubleArray())
          .isEqualTo(answer.state().alignments().toDoubleArray());
      attended = output.concat(answer.context(), 1).matMul(layerWeight);
      state = answer.state();
    }
    CellOutput whole =
        network
            .cell
            .cell()
            .sequence(
                pass.parameters(),
                NDArrays.stack(fed),
                SequenceLengths.whole(),
                network.start(BATCH),
                false);
    assertClose(decoded.outputs(), whole.output());
    assertClose(decoded.state().subNDList(3), whole.state());
  }

  @ParameterizedTest
  @EnumSource
  void aBeamOfOneIsGreedy(DecodedCell kind) {
    TestNetwork network = network(kind);
    Decoded greedy =
        decode(
            network.logits(),
            new TokenSampler(manager, network.embedding(), new TokenChoice.Greedy(), 0, START),
            network.start(BATCH),
            false);
    List<List<Hypothesis>> found = search(network, 1);
    for (int row = 0; row < BATCH; row++) {
      List<Integer> tokens = new ArrayList<>(greedy.tokens().get(row));
      boolean ended = tokens.remove(Integer.valueOf(0));
      assertThat(found.get(row)).hasSize(1);
      assertThat(found.get(row).get(0).tokens()).isEqualTo(tokens);
      assertThat(found.get(row).get(0).ended()).isEqualTo(ended);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBeamsStatesFollowItsHypotheses(DecodedCell kind) {
    TestNetwork network = network(kind);
    List<List<Hypothesis>> found = search(network, 4);
    ForwardPass pass = Passes.serving(manager);
    for (int row = 0; row < BATCH; row++) {
      assertThat(found.get(row)).hasSize(4);
      for (Hypothesis hypothesis : found.get(row)) {
        List<Integer> tokens = new ArrayList<>(hypothesis.tokens());
        if (hypothesis.ended()) {
          tokens.add(0);
        }
        NDList state = network.start(1);
        int last = START[row];
        double expected = 0;
        for (int token : tokens) {
          NDArray input = network.embedding().embed(pass, manager.create(new int[] {last}));
          DecoderCell.Step step = network.logits().step(pass, input, state);
          expected += step.output().logSoftmax(1).getDouble(0, token);
          state = step.state();
          last = token;
        }
        assertThat(hypothesis.logProbability()).isCloseTo(expected, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsGradientsThroughADecodingToEveryWeight(DecodedCell kind) {
    TestNetwork network = network(kind);
    NDArray taught = taught(network);
    NDList start = network.cell.initialState(manager, BATCH, true);
    NDArray weights = Passes.normal(manager, 5, 3, BATCH, VOCABULARY);
    GradientCheck.agrees(
        network.weights(),
        () ->
            new Decoder(network.logits(), 3, true)
                .decode(
                    Passes.training(manager),
                    new ScheduledOutput(taught, new int[] {3, 2, 3}, .5, following(kind)),
                    start)
                .outputs()
                .mul(weights)
                .sum());
  }

  @ParameterizedTest
  @EnumSource
  void itsParametersAreTheCellsAndAsABlockItIsTheCell(DecodedCell kind) {
    TestNetwork network = network(kind);
    RecurrentCell cell = network.cell.cell();
    Map<String, Parameter> expected = new HashMap<>();
    NamedParameters.of(cell).forEach((name, p) -> expected.put("cell." + name, p));
    assertThat(NamedParameters.of(network.cell)).isEqualTo(expected);
    ParameterStore store = new ParameterStore(manager, false);
    NDList sequence = new NDList(taught(network));
    NDList out = network.cell.forward(store, sequence, false);
    assertThat(out.head().toDoubleArray())
        .isEqualTo(cell.forward(store, sequence, false).head().toDoubleArray());
    assertThat(network.cell.getOutputShapes(sequence.getShapes()))
        .containsExactly(out.head().getShape());
  }

  @Test
  void saysWhatItGotAndWhatItExpected() {
    TestNetwork network = network(DecodedCell.LSTM);
    ForwardPass pass = Passes.serving(manager);
    NDArray wide = manager.zeros(new Shape(BATCH, 7), DataType.FLOAT64);
    assertThatThrownBy(() -> network.cell.step(pass, wide, network.start(BATCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the LSTM cell got an input of shape (3, 7) (expected batch, 3 features)");
    NDArray input = manager.zeros(new Shape(BATCH, INPUTS), DataType.FLOAT64);
    assertThatThrownBy(() -> network.cell.step(pass, input, network.start(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state h of shape (2, 4) (expected (3, 4))");
  }

  private static void assertSame(Decoded decoded, Decoded expected) {
    assertThat(decoded.outputs().toDoubleArray()).isEqualTo(expected.outputs().toDoubleArray());
    assertThat(decoded.lengths()).isEqualTo(expected.lengths());
    assertThat(decoded.state()).hasSameSizeAs(expected.state());
    for (int i = 0; i < decoded.state().size(); i++) {
      assertThat(decoded.state().get(i).toDoubleArray())
          .isEqualTo(expected.state().get(i).toDoubleArray());
    }
  }

  private static void assertClose(NDList arrays, NDList expected) {
    assertThat(arrays).hasSameSizeAs(expected);
    for (int i = 0; i < arrays.size(); i++) {
      assertClose(arrays.get(i), expected.get(i));
    }
  }

  private static void assertClose(NDArray array, NDArray expected) {
    assertThat(array.getShape()).isEqualTo(expected.getShape());
    double[] values = expected.toDoubleArray();
    double largest = 1;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(array.toDoubleArray()).containsExactly(values, within(1e-12 * largest));
  }

  private TestNetwork network(DecodedCell kind) {
    return network(kind, kind.features(INPUTS));
  }

  private TestNetwork network(DecodedCell kind, int features) {
    return new TestNetwork(manager, kind.create(features), features, VOCABULARY, 40);
  }

  /** The embeddings of random tokens behind the start tokens, {@code (steps, batch, features)}. */
  private NDArray taught(TestNetwork network) {
    SplittableRandom random = new SplittableRandom(6);
    NDList steps = new NDList();
    for (int step = 0; step < STEPS; step++) {
      int[] tokens = step == 0 ? START : random.ints(BATCH, 0, VOCABULARY).toArray();
      steps.add(network.embedding().embed(Passes.serving(manager), manager.create(tokens)));
    }
    return NDArrays.stack(steps);
  }

  /** The next input of logits: a map of them, or the likeliest id where the cell wants ids. */
  private DecoderCell.Projection following(DecodedCell kind) {
    NDArray map = Passes.normal(manager, 8, VOCABULARY, INPUTS);
    return kind == DecodedCell.EMBEDDING
        ? (pass, logits) -> logits.argMax(1).expandDims(1)
        : (pass, logits) -> logits.matMul(map).tanh();
  }

  private List<List<Hypothesis>> search(TestNetwork network, int width) {
    return new BeamSearch(network.logits(), network.embedding(), BeamSettings.of(width, 0, STEPS))
        .search(Passes.serving(manager), network.start(BATCH), START);
  }

  private Decoded decode(DecoderCell cell, Sampler sampler, NDList start, boolean training) {
    ForwardPass pass = training ? Passes.training(manager) : Passes.serving(manager);
    return new Decoder(cell, STEPS, true).decode(pass, sampler, start);
  }
}
