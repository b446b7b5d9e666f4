package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int INPUTS = 2;
  private static final int VOCABULARY = 4;
  private static final int[] FULL = {STEPS, STEPS, STEPS};
  private static final TokenChoice CATEGORICAL = new TokenChoice.Categorical(1);

  private NDManager manager;
  private TestNetwork gru;
  private NDArray inputs;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    gru = TestNetwork.gru(manager, INPUTS, 3, VOCABULARY, 40);
    inputs = Passes.normal(manager, 7, STEPS, BATCH, INPUTS);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void feedsTheTeachersInputsStepByStep() {
    Decoded decoded = decode(gru.logits(), new TeacherForcing(inputs, FULL), 1);
    NDList state = gru.start(BATCH);
    for (int step = 0; step < STEPS; step++) {
      DecoderCell.Step expected =
          gru.logits().step(Passes.serving(manager), inputs.get(step), state);
      assertThat(decoded.outputs().get(step).toDoubleArray())
          .isEqualTo(expected.output().toDoubleArray());
      assertThat(decoded.samples().get(step).toIntArray())
          .isEqualTo(expected.output().argMax(1).toType(DataType.INT32, true).toIntArray());
      state = expected.state();
    }
    assertThat(decoded.lengths()).containsExactly(STEPS, STEPS, STEPS);
    assertThat(decoded.state().get(0).toDoubleArray()).isEqualTo(state.get(0).toDoubleArray());
    assertThat(decoded.alignments()).isNull();
  }

  @Test
  void stopsWhenTheLongestRowIsFinished() {
    Decoded decoded = decode(gru.logits(), new TeacherForcing(inputs, 1, 3, 2), 1);
    assertThat(decoded.outputs().getShape().get(0)).isEqualTo(3);
    assertThat(decoded.lengths()).containsExactly(1, 3, 2);
    assertThat(decoded.tokens()).extracting(List::size).containsExactly(1, 3, 2);
  }

  @Test
  void imputesWhatComesAfterARowsEnd() {
    TeacherForcing teacher = new TeacherForcing(inputs, 1, 3, 2);
    ForwardPass pass = Passes.serving(manager);
    Decoded imputed = new Decoder(gru.cell, STEPS, true).decode(pass, teacher, gru.start(BATCH));
    Decoded plain = new Decoder(gru.cell, STEPS, false).decode(pass, teacher, gru.start(BATCH));
    for (int row = 0; row < BATCH; row++) {
      int length = imputed.lengths().get(row);
      for (int step = 0; step < 3; step++) {
        double[] output = imputed.outputs().get(new NDIndex("{}, {}", step, row)).toDoubleArray();
        if (step < length) {
          assertThat(output)
              .isEqualTo(plain.outputs().get(new NDIndex("{}, {}", step, row)).toDoubleArray());
        } else {
          assertThat(output).containsOnly(0);
          assertThat(imputed.samples().getInt(step, row)).isZero();
        }
      }
      // A GRU's state is its output, so the state kept is the row's last output.
      assertThat(imputed.state().get(0).get(new NDIndex("{}", row)).toDoubleArray())
          .isEqualTo(plain.outputs().get(new NDIndex("{}, {}", length - 1, row)).toDoubleArray());
    }
  }

  @Test
  void neverLetsTeacherInputsAfterARowsEndChangeAnImputedResult() {
    NDArray other = inputs.duplicate();
    other.set(new NDIndex("1:, 0"), 99.0);
    other.set(new NDIndex("2:, 2"), Double.NaN);
    Decoder decoder = new Decoder(gru.logits(), STEPS, true);
    ForwardPass pass = Passes.serving(manager);
    Decoded one = decoder.decode(pass, new TeacherForcing(inputs, 1, 3, 2), gru.start(BATCH));
    Decoded two = decoder.decode(pass, new TeacherForcing(other, 1, 3, 2), gru.start(BATCH));
    assertThat(two.outputs().toDoubleArray()).isEqualTo(one.outputs().toDoubleArray());
    assertThat(two.state().get(0).toDoubleArray()).isEqualTo(one.state().get(0).toDoubleArray());
  }

  @Test
  void cutsOffAfterTheMaximumOfSteps() {
    TokenSampler endless =
        new TokenSampler(manager, gru.embedding(), CATEGORICAL, VOCABULARY, 0, 1, 2);
    Decoded decoded =
        new Decoder(gru.logits(), 7, false)
            .decode(Passes.serving(manager), endless, gru.start(BATCH));
    assertThat(decoded.lengths()).containsExactly(7, 7, 7);
  }

  @Test
  void runsGreedilyUntilTheEndToken() {
    int[][] expected = new int[BATCH][];
    for (int row = 0; row < BATCH; row++) {
      expected[row] = greedy(row, 8);
    }
    // Whatever the second row says third ends it.
    int end = expected[1][2];
    TokenSampler sampler =
        new TokenSampler(manager, gru.embedding(), new TokenChoice.Greedy(), end, 0, 1, 2);
    Decoded decoded =
        new Decoder(gru.logits(), 8, false)
            .decode(Passes.serving(manager), sampler, gru.start(BATCH));
    for (int row = 0; row < BATCH; row++) {
      List<Integer> tokens = decoded.tokens().get(row);
      for (int i = 0; i < tokens.size(); i++) {
        assertThat(tokens.get(i)).isEqualTo(expected[row][i]);
        if (tokens.get(i) == end || i == tokens.size() - 1) {
          assertThat(i).as("only the last token may end a row").isEqualTo(tokens.size() - 1);
          assertThat(tokens.get(i) == end || tokens.size() == 8).isTrue();
        }
      }
    }
    assertThat(decoded.lengths().get(1)).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scheduledSamplingWithProbabilityZeroIsTeacherForcingBitForBit(long seed) {
    Sampler scheduled =
        new ScheduledEmbedding(new TeacherForcing(inputs, FULL), gru.embedding(), 0, CATEGORICAL);
    Sampler outputs = new ScheduledOutput(inputs, FULL, 0, (pass, output) -> output.get(":, :2"));
    double[] taught =
        decode(gru.logits(), new TeacherForcing(inputs, FULL), seed).outputs().toDoubleArray();
    Decoded decoded = decode(gru.logits(), scheduled, seed);
    assertThat(decoded.outputs().toDoubleArray()).isEqualTo(taught);
    assertThat(decoded.samples().toIntArray()).containsOnly(-1);
    assertThat(decode(gru.logits(), outputs, seed).outputs().toDoubleArray()).isEqualTo(taught);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scheduledSamplingWithProbabilityOneIsFreeRunningBitForBit(long seed) {
    int[] start = {0, 1, 2};
    NDArray first = gru.embedding().embed(Passes.serving(manager), manager.create(start));
    NDArray taught = first.expandDims(0).concat(inputs.get("1:"), 0);
    Decoded scheduled =
        decode(
            gru.logits(),
            new ScheduledEmbedding(
                new TeacherForcing(taught, FULL), gru.embedding(), 1, CATEGORICAL),
            seed);
    Decoded free =
        decode(
            gru.logits(),
            new TokenSampler(manager, gru.embedding(), CATEGORICAL, VOCABULARY, start),
            seed);
    assertThat(scheduled.outputs().toDoubleArray()).isEqualTo(free.outputs().toDoubleArray());
    assertThat(scheduled.samples().toIntArray()).isEqualTo(free.samples().toIntArray());
  }

  @Test
  void scheduledOutputsWithProbabilityOneAreFreeRunningBitForBit() {
    DecoderCell.Projection following = (pass, output) -> output.get(":, :2").tanh();
    Decoded scheduled = decode(gru.cell, new ScheduledOutput(inputs, FULL, 1, following), 1);
    Decoded free =
        decode(
            gru.cell,
            new OutputSampler(
                inputs.get(0), (pass, output) -> output, following, samples -> new BitSet()),
            1);
    assertThat(scheduled.outputs().toDoubleArray()).isEqualTo(free.outputs().toDoubleArray());
    assertThat(scheduled.samples().toIntArray()).containsOnly(1);
  }

  @Test
  void scheduledSamplingFeedsEachRowWhatItsSampleSays() {
    Sampler sampler =
        new ScheduledEmbedding(new TeacherForcing(inputs, FULL), gru.embedding(), .5, CATEGORICAL);
    ForwardPass pass = Passes.serving(manager, 3);
    NDArray logits = Passes.normal(manager, 8, BATCH, VOCABULARY);
    int own = 0;
    for (int round = 0; round < 200; round++) {
      NDArray samples = sampler.sample(pass, 1, logits);
      NDArray next = sampler.next(pass, 1, logits, samples).values();
      int[] ids = samples.toIntArray();
      NDArray embedded = gru.embedding().embed(pass, samples.maximum(0));
      for (int row = 0; row < BATCH; row++) {
        own += ids[row] >= 0 ? 1 : 0;
        NDArray expected = ids[row] >= 0 ? embedded.get(row) : inputs.get(2).get(row);
        assertThat(next.get(row).toDoubleArray()).isEqualTo(expected.toDoubleArray());
      }
    }
    assertThat(own).isBetween(240, 360);
  }

  @Test
  void putsAuxiliaryInputsBehindBothTaughtAndOwnInputs() {
    NDArray taught = Passes.normal(manager, 1, 3, 2, 1);
    NDArray auxiliary = Passes.normal(manager, 2, 3, 2, 1);
    for (double probability : new double[] {0, 1}) {
      ScheduledOutput sampler =
          ScheduledOutput.withAuxiliary(
              taught, auxiliary, new int[] {3, 3}, probability, (pass, output) -> output);
      ForwardPass pass = Passes.serving(manager);
      NDArray output = Passes.normal(manager, 3, 2, 1);
      NDArray next = sampler.next(pass, 0, output, sampler.sample(pass, 0, output)).values();
      NDArray front = probability == 0 ? taught.get(1) : output;
      assertThat(next.toDoubleArray()).isEqualTo(front.concat(auxiliary.get(1), 1).toDoubleArray());
    }
  }

  @Test
  void sendsGradientsThroughScheduledOutputs() {
    Map<String, NDArray> variables = new HashMap<>(gru.weights());
    variables.put("inputs", inputs);
    NDArray weights = Passes.normal(manager, 5, 3, BATCH, 3);
    GradientCheck.agrees(
        variables,
        () ->
            new Decoder(gru.cell, 3, true)
                .decode(
                    Passes.training(manager),
                    new ScheduledOutput(
                        inputs, new int[] {3, 2, 3}, .5, (pass, output) -> output.get(":, :2")),
                    gru.start(BATCH))
                .outputs()
                .mul(weights)
                .sum());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .5, 1})
  void neverLetsTeacherInputsAfterARowsEndReachAGradient(double probability) {
    int[] lengths = {1, 3, 2};
    NDArray spoiled = inputs.get(":, :, :1").duplicate();
    spoiled.set(new NDIndex("1:, 0"), Double.NaN);
    spoiled.set(new NDIndex("2:, 2"), Double.NaN);
    NDArray auxiliary = spoiled.duplicate();
    DecoderCell.Projection following = (pass, output) -> output.get(":, :1");
    FiniteGradients.reach(
        gru.weights(),
        () ->
            new Decoder(gru.cell, STEPS, true)
                .decode(
                    Passes.training(manager),
                    ScheduledOutput.withAuxiliary(
                        spoiled, auxiliary, lengths, probability, following),
                    gru.start(BATCH))
                .outputs()
                .sum());
  }

  @Test
  void looksTokensUpInATable() {
    Parameter table = Parameter.builder().setName("table").setType(Parameter.Type.WEIGHT).build();
    table.setArray(manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2)));
    assertThat(
            TokenEmbedding.of(table)
                .embed(Passes.serving(manager), manager.create(new int[] {2, 0}))
                .toFloatArray())
        .containsExactly(5, 6, 1, 2);
  }

  @Test
  void saysWhatItGotAndWhatItExpected() {
    assertThatThrownBy(() -> new Decoder(gru.cell, 0, true))
        .hasMessageContaining("at most 0 steps");
    assertThatThrownBy(() -> new TeacherForcing(inputs, 1, 2))
        .hasMessageContaining("(5, 3, 2)")
        .hasMessageContaining("2 lengths");
    assertThatThrownBy(() -> new TeacherForcing(inputs, 1, 2, 6))
        .hasMessageContaining("length of 6 for 5 steps");
    assertThatThrownBy(() -> decode(gru.cell, new TeacherForcing(inputs, 0, 0, 0), 1))
        .hasMessageContaining("all 3 rows are finished");
    assertThatThrownBy(() -> new ScheduledOutput(inputs, FULL, 1.5, (pass, output) -> output))
        .hasMessageContaining("1.5 (expected 0 to 1)");
    assertThatThrownBy(
            () -> new TokenSampler(manager, gru.embedding(), new TokenChoice.Greedy(), 0))
        .hasMessageContaining("no start tokens");
  }

  @Test
  void refusesWhatDoesNotFitBeforeTheEngineDoes() {
    TeacherForcing teacher = new TeacherForcing(inputs, FULL);
    ForwardPass pass = Passes.serving(manager);
    assertThatThrownBy(
            () -> new Decoder(gru.cell, STEPS, true).decode(pass, teacher, gru.start(BATCH + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state of shape (4, 3) for inputs of shape (3, 2)");
    assertThatThrownBy(() -> decode(gru.cell, free(inputs, inputs.get(0)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inputs of shape (5, 3, 2) (expected batch, features)");
    assertThatThrownBy(() -> decode(gru.cell, free(inputs.get(0), inputs.get(0).get(":2")), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a decoder got inputs of shape (2, 2) after step 0 (expected (3, 2), as at first)");
    for (double probability : new double[] {.5, 1}) {
      Sampler wider = new ScheduledOutput(inputs, FULL, probability, (p, output) -> output);
      assertThatThrownBy(() -> decode(gru.cell, wider, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("rows of shape (3, 3) to stand among rows of shape (3, 2)");
    }
    assertThatThrownBy(
            () ->
                ScheduledOutput.withAuxiliary(
                    inputs, inputs.get("1:"), FULL, 1, (p, output) -> output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auxiliary inputs of shape (4, 3, 2)");
  }

  private static Sampler free(NDArray first, NDArray next) {
    return new OutputSampler(
        first, (pass, output) -> output, (pass, sample) -> next, sample -> new BitSet());
  }

  private Decoded decode(DecoderCell cell, Sampler sampler, long seed) {
    return new Decoder(cell, STEPS, false)
        .decode(Passes.serving(manager, seed), sampler, gru.start(BATCH));
  }

  private int[] greedy(int startToken, int steps) {
    int[] tokens = new int[steps];
    NDList state = gru.start(1);
    int token = startToken;
    ForwardPass pass = Passes.serving(manager);
    for (int i = 0; i < steps; i++) {
      NDArray input = gru.embedding().embed(pass, manager.create(new int[] {token}));
      DecoderCell.Step step = gru.logits().step(pass, input, state);
      state = step.state();
      double[] logits = step.output().toDoubleArray();
      token = 0;
      for (int k = 1; k < logits.length; k++) {
        token = logits[k] > logits[token] ? k : token;
      }
      tokens[i] = token;
    }
    return tokens;
  }
}
