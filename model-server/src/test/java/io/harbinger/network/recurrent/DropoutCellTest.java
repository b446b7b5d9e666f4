package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutCellTest {

  private static final int UNITS = 40;
  private static final int TIME = 30;

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atARateOfZeroIsTheCellItself(boolean variational) {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0, 0, variational))) {
      NDArray x = fixture.input(TIME, 2, 1);
      NDList state = fixture.cell.initialState(fixture.manager, 2, true);
      CellOutput trained =
          fixture.cell.sequence(fixture.store, x, SequenceLengths.whole(), state, true);
      assertThat(trained.output().toFloatArray())
          .isEqualTo(fixture.run(x, SequenceLengths.whole()).output().toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dropsNothingOutsideTraining(boolean variational) {
    try (CellFixture fixture = fixture(new DropoutRates(0.5, 0.5, 0.5, variational));
        CellFixture bare = new CellFixture(lstm(), 3, DataType.FLOAT32)) {
      assertThat(
              fixture.run(fixture.input(5, 2, 1), SequenceLengths.whole()).output().toFloatArray())
          .isEqualTo(
              bare.run(bare.input(5, 2, 1), SequenceLengths.whole()).output().toFloatArray());
    }
  }

  @Test
  void dropsOutputsAtItsRateAndScalesTheOthers() {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0.3, 0, false))) {
      float[] ratios = outputRatios(fixture);
      long dropped = IntStream.range(0, ratios.length).filter(i -> ratios[i] == 0).count();
      assertThat(dropped / (double) ratios.length).isCloseTo(0.3, within(0.03));
      for (float ratio : ratios) {
        if (ratio != 0) {
          assertThat(ratio).isCloseTo(1 / 0.7f, within(1e-3f));
        }
      }
    }
  }

  @Test
  void drawsAnewAtEachStep() {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0.5, 0, false))) {
      assertThat(stepsThatDropAsTheFirst(outputRatios(fixture))).isLessThan(TIME);
    }
  }

  @Test
  void aVariationalMaskIsTheSameAtEachStep() {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0.5, 0, true))) {
      float[] ratios = outputRatios(fixture);
      assertThat(stepsThatDropAsTheFirst(ratios)).isEqualTo(TIME);
      assertThat(ratios).contains(0f);
    }
  }

  @Test
  void aVariationalMaskStaysTheSameFromStepToStep() {
    try (CellFixture fixture = fixture(new DropoutRates(0.4, 0.4, 0.4, true))) {
      NDArray x = fixture.input(4, 2, 1);
      NDList begin = fixture.cell.initialState(fixture.manager, 2, true);
      NDArray whole =
          fixture.cell.sequence(fixture.store, x, SequenceLengths.whole(), begin, true).output();
      NDList state = begin;
      for (int t = 0; t < 4; t++) {
        CellOutput step = fixture.cell.step(fixture.store, x.get(t), state, true);
        assertThat(step.output().toFloatArray()).isEqualTo(whole.get(t).toFloatArray());
        state = step.state();
      }
    }
  }

  @Test
  void dropsInputsOfWholeSequences() {
    try (CellFixture fixture = fixture(new DropoutRates(0.9, 0, 0, true))) {
      NDList state = fixture.cell.initialState(fixture.manager, 2, true);
      NDArray mask = state.get(2);
      NDArray x = fixture.input(5, 2, 1);
      NDArray out =
          fixture.cell.sequence(fixture.store, x, SequenceLengths.whole(), state, true).output();
      assertThat(out.toFloatArray())
          .isEqualTo(fixture.run(x.mul(mask), SequenceLengths.whole()).output().toFloatArray());
    }
  }

  @Test
  void dropsTheStateForTheNextStepButNeverAMemoryNorTheOutput() {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0, 0.5, false))) {
      NDArray x = fixture.normal(new Shape(2, 3), 1);
      NDList state = fixture.cell.initialState(fixture.manager, 2, true);
      CellOutput out = fixture.cell.step(fixture.store, x, state, true);
      CellOutput kept = fixture.cell.step(fixture.store, x, state, false);
      assertThat(out.output().toFloatArray()).isEqualTo(kept.output().toFloatArray());
      assertThat(out.state().get(0).toFloatArray()).contains(0f);
      assertThat(out.state().get(1).toFloatArray()).isEqualTo(kept.state().get(1).toFloatArray());
    }
  }

  @Test
  void dropsTheStateBetweenTheStepsOfASequence() {
    try (CellFixture fixture = fixture(new DropoutRates(0, 0, 0.9, true))) {
      NDArray x = fixture.input(6, 2, 1);
      NDList state = fixture.cell.initialState(fixture.manager, 2, true);
      NDArray out =
          fixture.cell.sequence(fixture.store, x, SequenceLengths.of(6, 3), state, true).output();
      NDArray undropped = fixture.run(x, SequenceLengths.of(6, 3)).output();
      EveryCellTest.assertClose(out.get(0), undropped.get(0), 1e-6);
      assertThat(out.get(1).sub(undropped.get(1)).abs().max().getFloat()).isGreaterThan(1e-3f);
      assertThat(out.get("3:6,1").toFloatArray()).containsOnly(0);
    }
  }

  @Test
  void refusesARateOfOne() {
    assertThatThrownBy(() -> new DropoutRates(0, 1, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output dropout of 1.0");
  }

  /** Outputs with dropout over outputs without, (time, batch of 1, units). */
  private static float[] outputRatios(CellFixture fixture) {
    NDArray x = fixture.input(TIME, 1, 1);
    NDList state = fixture.cell.initialState(fixture.manager, 1, true);
    NDArray dropped =
        fixture.cell.sequence(fixture.store, x, SequenceLengths.whole(), state, true).output();
    return dropped.div(fixture.run(x, SequenceLengths.whole()).output()).toFloatArray();
  }

  private static long stepsThatDropAsTheFirst(float[] ratios) {
    return IntStream.range(0, TIME)
        .filter(
            t ->
                IntStream.range(0, UNITS)
                    .allMatch(i -> (ratios[t * UNITS + i] == 0) == (ratios[i] == 0)))
        .count();
  }

  private static RecurrentCell lstm() {
    return new CellSpec.Lstm(UNITS).create(1);
  }

  private static CellFixture fixture(DropoutRates rates) {
    return new CellFixture(new DropoutCell(rates, lstm()), 3, DataType.FLOAT32);
  }
}
