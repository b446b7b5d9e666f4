package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The steps of TensorFlow's beam_search_decoder_test. */
class BeamStepTest {

  private static final BeamSettings SETTINGS = new BeamSettings(3, 0, 10, .6, 0);

  @Test
  void givesTheGoldenStep() {
    double[][][] logits = logits();
    logits[1][1][2] = 2.7;
    logits[1][2][2] = 10;
    logits[1][2][3] = .2;
    Beam[] first = BeamStep.next(row(lengths(2, 2, 2), flags()), logits[0], null, SETTINGS);
    Beam[] second = BeamStep.next(row(lengths(2, 2, 2), flags()), logits[1], null, SETTINGS);
    assertThat(tokens(first)).containsExactly(3, 3, 2);
    assertThat(parents(first)).containsExactly(1, 0, 0);
    assertThat(tokens(second)).containsExactly(2, 2, 1);
    assertThat(parents(second)).containsExactly(2, 1, 0);
    for (Beam[] beams : new Beam[][] {first, second}) {
      assertThat(beams).allMatch(beam -> beam.length == 3).noneMatch(beam -> beam.finished);
    }
  }

  @Test
  void givesTheGoldenStepWithEnds() {
    double[][][] logits = logits();
    logits[1][1][2] = 5.7;
    logits[1][2][2] = 1;
    logits[1][2][3] = .2;
    Beam[] first = BeamStep.next(row(lengths(2, 1, 2), flags(1)), logits[0], null, SETTINGS);
    Beam[] second = BeamStep.next(row(lengths(2, 2, 1), flags(2)), logits[1], null, SETTINGS);
    assertThat(parents(first)).containsExactly(1, 0, 0);
    assertThat(tokens(first)).containsExactly(0, 3, 2);
    assertThat(first).extracting(beam -> beam.length).containsExactly(1, 3, 3);
    assertThat(first).extracting(beam -> beam.finished).containsExactly(true, false, false);
    assertThat(parents(second)).containsExactly(1, 2, 0);
    assertThat(tokens(second)).containsExactly(2, 0, 1);
    assertThat(second).extracting(beam -> beam.length).containsExactly(3, 1, 3);
    assertThat(second).extracting(beam -> beam.finished).containsExactly(false, true, false);
  }

  @Test
  void goesOnFromTheFirstBeamAloneAtTheStart() {
    Beam[] beams =
        BeamStep.next(
            Beam.start(3), new double[][] {{1, 2, 3}, {9, 9, 9}, {9, 9, 9}}, null, SETTINGS);
    assertThat(parents(beams)).containsOnly(0);
    // The end token is scored as if it had no length, the others with a length of 1.
    assertThat(tokens(beams)).containsExactly(2, 1, 0);
  }

  @Test
  void dividesByTheLengthPenalty() {
    BeamSettings settings = new BeamSettings(1, 0, 5, 2, 0);
    assertThat(settings.score(-3, 7)).isCloseTo(-3 / 4.0, within(1e-12));
    assertThat(BeamSettings.of(1, 0, 5).score(-3, 7)).isEqualTo(-3);
  }

  @Test
  void chargesFinishedHypothesesForWhatTheyDidNotLookAt() {
    BeamSettings settings = new BeamSettings(2, 0, 5, 0, .5);
    double[][] attention = {{.5, .5, 0}, {.9, .1, 0}};
    Beam[] before = {
      new Beam(-1, -1, 0, 0, 2, true, new double[] {1.25, .25, 0}),
      new Beam(-1.5, -1.5, 1, 0, 2, false, new double[] {.5, .5, 0})
    };
    Beam[] after = BeamStep.next(before, new double[][] {{1, 1}, {0, 50}}, attention, settings);
    // The finished one: -1 + .5 (log 1 + log .25) = -1.69, behind the other's -1.5.
    assertThat(after[0].parent).isEqualTo(1);
    assertThat(after[0].score).isCloseTo(-1.5, within(1e-9));
    assertThat(after[0].attention).containsExactly(new double[] {1.4, .6, 0}, within(1e-12));
    assertThat(after[1].score).isCloseTo(-1 + .5 * Math.log(.25), within(1e-12));
    assertThat(after[1].attention).containsExactly(1.25, .25, 0);
  }

  @Test
  void refusesLogitsThatAreNoNumbers() {
    assertThatThrownBy(
            () ->
                BeamStep.next(
                    Beam.start(1),
                    new double[][] {{1, Double.NaN}},
                    null,
                    BeamSettings.of(1, 0, 3)))
        .hasMessageContaining("NaN");
  }

  @Test
  void refusesSettingsThatCannotSearch() {
    assertThatThrownBy(() -> BeamSettings.of(0, 0, 3)).hasMessageContaining("width 0");
    assertThatThrownBy(() -> BeamSettings.of(1, -1, 3)).hasMessageContaining("end token of -1");
    assertThatThrownBy(() -> new BeamSettings(1, 0, 3, Double.NaN, 0)).hasMessageContaining("NaN");
  }

  private static double[][][] logits() {
    double[][][] logits = new double[2][3][5];
    for (double[][] row : logits) {
      for (double[] beam : row) {
        Arrays.fill(beam, .0001);
      }
    }
    logits[0][0][2] = 1.9;
    logits[0][0][3] = 2.1;
    logits[0][1][3] = 3.1;
    logits[0][1][4] = .9;
    logits[1][0][1] = .5;
    return logits;
  }

  private static int[] lengths(int... lengths) {
    return lengths;
  }

  private static boolean[] flags(int... finished) {
    boolean[] flags = new boolean[3];
    Arrays.stream(finished).forEach(i -> flags[i] = true);
    return flags;
  }

  private static Beam[] row(int[] lengths, boolean[] finished) {
    Beam[] beams = new Beam[3];
    for (int i = 0; i < 3; i++) {
      beams[i] = new Beam(Math.log(1 / 3.0), 0, -1, i, lengths[i], finished[i], null);
    }
    return beams;
  }

  private static int[] tokens(Beam[] beams) {
    return Arrays.stream(beams).mapToInt(beam -> beam.token).toArray();
  }

  private static int[] parents(Beam[] beams) {
    return Arrays.stream(beams).mapToInt(beam -> beam.parent).toArray();
  }
}
