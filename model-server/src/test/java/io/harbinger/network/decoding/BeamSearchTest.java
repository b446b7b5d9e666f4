package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.Attention;
import io.harbinger.network.attention.AttentionMemory;
import io.harbinger.network.attention.AttentionName;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.attention.Passes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aBeamOfOneIsGreedy(long seed) {
    TestNetwork gru = TestNetwork.gru(manager, 2, 3, 5, 10 * seed);
    Decoded greedy =
        new Decoder(gru.logits(), 8, false)
            .decode(
                pass,
                new TokenSampler(manager, gru.embedding(), new TokenChoice.Greedy(), 0, 1, 2, 3),
                gru.start(3));
    List<List<Hypothesis>> found =
        new BeamSearch(gru.logits(), gru.embedding(), BeamSettings.of(1, 0, 8))
            .search(pass, gru.start(3), 1, 2, 3);
    for (int row = 0; row < 3; row++) {
      List<Integer> tokens = new ArrayList<>(greedy.tokens().get(row));
      boolean ended = tokens.remove(Integer.valueOf(0));
      assertThat(found.get(row)).hasSize(1);
      assertThat(found.get(row).get(0).tokens()).isEqualTo(tokens);
      assertThat(found.get(row).get(0).ended()).isEqualTo(ended);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0", "1, 1", "2, 1.5", "3, 0.6"})
  void aBeamThatHoldsEverythingIsExhaustive(long seed, double lengthPenalty) {
    int vocabulary = 3;
    int steps = 4;
    TestNetwork gru = TestNetwork.gru(manager, 2, 3, vocabulary, 100 * seed);
    BeamSettings settings = new BeamSettings(81, 0, steps, lengthPenalty, 0);
    List<Hypothesis> expected = new ArrayList<>();
    enumerate(gru, settings, gru.start(1), 1, 0, List.of(), expected);
    expected.sort(Comparator.comparingDouble((Hypothesis h) -> -h.score()));

    List<Hypothesis> found =
        new BeamSearch(gru.logits(), gru.embedding(), settings)
            .search(pass, gru.start(1), 1)
            .get(0);

    // 1 + 2 + 4 + 8 that end after 0 to 3 tokens, and 16 that are cut off.
    assertThat(found).hasSize(31).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(found.get(i).ended()).isEqualTo(expected.get(i).ended());
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-9));
      assertThat(found.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-9));
    }
    double mass = found.stream().mapToDouble(h -> Math.exp(h.logProbability())).sum();
    assertThat(mass).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsForARowWhatItFindsForItAlone(long seed) {
    TestNetwork gru = TestNetwork.gru(manager, 2, 3, 6, 1000 * seed);
    BeamSearch search =
        new BeamSearch(gru.logits(), gru.embedding(), new BeamSettings(3, 0, 6, .6, 0));
    List<List<Hypothesis>> together = search.search(pass, gru.start(3), 1, 2, 3);
    for (int row = 0; row < 3; row++) {
      List<Hypothesis> alone = search.search(pass, gru.start(1), row + 1).get(0);
      assertThat(together.get(row))
          .extracting(Hypothesis::tokens)
          .isEqualTo(alone.stream().map(Hypothesis::tokens).toList());
    }
  }

  @Test
  void givesEachTokensWeightsOverTheMemoryItsBeamLookedAt() {
    int width = 4;
    TestNetwork gru = TestNetwork.gru(manager, 2 + 3, 3, 5, 7);
    Attention attention = new Attention(AttentionName.LUONG.spec(3), 1);
    AttentionWrapper wrapper =
        new AttentionWrapper(attention, OptionalInt.empty(), AttentionWrapper.Output.CELL, 2);
    NDArray states = Passes.normal(manager, 3, 4, 2, 3);
    wrapper.initialize(manager, DataType.FLOAT64, states.getShape(), new Shape(2, 3));
    AttentionMemory memory = attention.prepare(pass, states, manager.create(new int[] {4, 2}));
    NDArray table = Passes.normal(manager, 5, 5, 2);
    TokenEmbedding embedding = (p, ids) -> table.get(ids.toType(DataType.INT64, false));
    NDArray projection = Passes.normal(manager, 6, 3, 5).mul(2);
    DecoderCell cell = over(wrapper, gru, memory.repeat(width), projection);
    NDList start = wrapper.initialState(memory, gru.start(2));
    BeamSettings settings = new BeamSettings(width, 0, 5, .6, .2);

    List<List<Hypothesis>> found =
        new BeamSearch(cell, embedding, settings).search(pass, start, 1, 1);

    DecoderCell single = over(wrapper, gru, memory, projection);
    for (int row = 0; row < 2; row++) {
      for (Hypothesis hypothesis : found.get(row)) {
        assertThat(hypothesis.alignments()).hasSameSizeAs(hypothesis.tokens());
        NDList state = start;
        int token = 1;
        for (int i = 0; i < hypothesis.tokens().size(); i++) {
          NDArray input = embedding.embed(pass, manager.create(new int[] {token, token}));
          DecoderCell.Step step = single.step(pass, input, state);
          double[] expected = step.alignments().get(row).toDoubleArray();
          for (int k = 0; k < 4; k++) {
            assertThat(hypothesis.alignments().get(i).get(k)).isCloseTo(expected[k], within(1e-12));
          }
          state = step.state();
          token = hypothesis.tokens().get(i);
        }
      }
    }
  }

  @Test
  void saysWhatItGotAndWhatItExpected() {
    TestNetwork gru = TestNetwork.gru(manager, 2, 3, 5, 1);
    BeamSearch covering =
        new BeamSearch(gru.logits(), gru.embedding(), new BeamSettings(2, 0, 5, 0, 1));
    assertThatThrownBy(() -> covering.search(pass, gru.start(1), 1))
        .hasMessageContaining("attends to nothing");
    assertThatThrownBy(() -> covering.search(pass, gru.start(2), 1))
        .hasMessageContaining("1 start tokens")
        .hasMessageContaining("(2, 3)");
  }

  private static DecoderCell over(
      AttentionWrapper wrapper, TestNetwork gru, AttentionMemory memory, NDArray projection) {
    return wrapper.over(gru.cell, memory).projected((pass, output) -> output.matMul(projection));
  }

  /** All sequences by depth-first search. */
  private void enumerate(
      TestNetwork gru,
      BeamSettings settings,
      NDList state,
      int token,
      double logProbability,
      List<Integer> tokens,
      List<Hypothesis> found) {
    if (tokens.size() == settings.maximumSteps()) {
      found.add(hypothesis(tokens, false, logProbability, tokens.size(), settings));
      return;
    }
    NDArray input = gru.embedding().embed(pass, manager.create(new int[] {token}));
    DecoderCell.Step step = gru.logits().step(pass, input, state);
    double[] next = step.output().logSoftmax(1).toDoubleArray();
    // An end in the last step is scored without its own length, as in the reference.
    boolean last = tokens.size() == settings.maximumSteps() - 1;
    int endedLength = tokens.size() + (last ? 0 : 1);
    found.add(hypothesis(tokens, true, logProbability + next[0], endedLength, settings));
    for (int following = 1; following < next.length; following++) {
      List<Integer> longer = new ArrayList<>(tokens);
      longer.add(following);
      enumerate(
          gru, settings, step.state(), following, logProbability + next[following], longer, found);
    }
  }

  private static Hypothesis hypothesis(
      List<Integer> tokens, boolean ended, double logProbability, int length, BeamSettings s) {
    double score = logProbability / Math.pow((5.0 + length) / 6.0, s.lengthPenalty());
    return new Hypothesis(tokens, ended, logProbability, score, List.of());
  }
}
