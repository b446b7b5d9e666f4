package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.network.NamedParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecurrentLayerTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final RecurrentCell ahead = new CellSpec.Lstm(2).create(1);
  private final RecurrentCell back = new CellSpec.Janet(3, 10).create(2);
  private final RecurrentLayer both = RecurrentLayer.bidirectional(ahead, back);
  private final NDArray x =
      manager.create(new float[] {1, 2, 3, -1, 0, 2, -2, 1}, new Shape(2, 4, 1));

  RecurrentLayerTest() {
    both.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 1));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void bothDirectionsEqualOneForwardsAndOneOverTheSequenceTurnedAround() {
    NDArray out = both.forward(store, new NDList(x), false).head();

    NDArray forwards =
        RecurrentLayer.unidirectional(ahead).forward(store, new NDList(x), false).head();
    NDArray backwards =
        RecurrentLayer.unidirectional(back).forward(store, new NDList(x.flip(1)), false).head();
    assertThat(out.getShape()).isEqualTo(new Shape(2, 4, 5));
    assertThat(out.get(":,:,0:2").toFloatArray()).isEqualTo(forwards.toFloatArray());
    assertThat(out.get(":,:,2:5").toFloatArray()).isEqualTo(backwards.flip(1).toFloatArray());
  }

  @Test
  void theBackwardCellBeginsAtEachSequencesOwnEnd() {
    NDArray lengths = manager.create(new long[] {4, 2});
    NDArray out = both.forward(store, new NDList(x, lengths), false).head();

    NDArray alone = both.forward(store, new NDList(x.get("1:2,0:2")), false).head();
    // Without lengths it is computed in place, by other formulas: the same to the rounding.
    assertThat(out.get("1:2,0:2").toFloatArray())
        .containsExactly(alone.toFloatArray(), within(1e-6f));
    assertThat(out.get("1,2:4").toFloatArray()).containsOnly(0);
    assertThat(out.get("0:1").toFloatArray())
        .containsExactly(
            both.forward(store, new NDList(x.get("0:1")), false).head().toFloatArray(),
            within(1e-6f));
  }

  @Test
  void givesTheLastStatesOfBothCells() {
    NDList out = both.forward(store, new NDList(x), false);
    assertThat(out.size()).isEqualTo(4);
    assertThat(out.get(1).toFloatArray()).isEqualTo(out.head().get(":,3,0:2").toFloatArray());
    assertThat(out.get(3).toFloatArray()).isEqualTo(out.head().get(":,0,2:5").toFloatArray());
  }

  @Test
  void namesItsParametersByDirection() {
    assertThat(NamedParameters.of(both).keySet())
        .containsExactly(
            "forward.inputWeight",
            "forward.recurrentWeight",
            "forward.bias",
            "backward.inputWeight",
            "backward.recurrentWeight",
            "backward.bias");
  }

  @Test
  void refusesOneCellForBothDirections() {
    assertThatThrownBy(() -> RecurrentLayer.bidirectional(ahead, ahead))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both directions");
  }

  @Test
  void refusesLengthsForAnotherBatch() {
    NDArray lengths = manager.create(new long[] {4, 2, 1});
    assertThatThrownBy(() -> both.forward(store, new NDList(x, lengths), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 lengths for a batch of 2");
  }

  @Test
  void refusesLengthsThatAreNoListOfWholeNumbers() {
    NDArray fractions = manager.create(new float[] {4, 2});
    assertThatThrownBy(() -> both.forward(store, new NDList(x, fractions), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type float32 and shape (2)")
        .hasMessageContaining("expected INT64, one for each sequence");
    NDArray column = manager.create(new long[] {4, 2}, new Shape(2, 1));
    assertThatThrownBy(() -> both.forward(store, new NDList(x, column), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape (2, 1)");
  }

  @Test
  void refusesAnInputThatIsNoBatchOfSequences() {
    NDArray flat = manager.zeros(new Shape(2, 3));
    assertThatThrownBy(() -> both.forward(store, new NDList(flat), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape (2, 3) (expected batch, time, features)");
  }
}
