package io.harbinger.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.harbinger.network.attention.TaskSpecificAttention;
import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.network.recurrent.LayeredCell;
import io.harbinger.network.recurrent.ResidualCell;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamedParametersTest {

  @Test
  void areThePathsOfNamesFromTheBlock() {
    LayeredCell cell =
        new LayeredCell(
            List.of(
                new ResidualCell(new CellSpec.SruV1(2).create(1)),
                new CellSpec.SruV1(2).create(2)));
    assertThat(NamedParameters.of(cell).keySet())
        .containsExactly(
            "layer0.cell.inputWeight", "layer0.cell.bias", "layer1.inputWeight", "layer1.bias");
  }

  @Test
  void ofABlockWithoutChildrenAreItsOwn() {
    assertThat(NamedParameters.of(new TaskSpecificAttention(2)).keySet())
        .containsExactly("projection", "bias", "context");
  }

  @Test
  void keepTheirNamesBeyondAHundredChildren() {
    LayeredCell cell =
        new LayeredCell(
            IntStream.range(0, 101).mapToObj(i -> new CellSpec.SruV1(2).create(i)).toList());
    assertThat(NamedParameters.of(cell))
        .containsKeys("layer8.bias", "layer99.bias", "layer100.bias");
  }

  @Test
  void followTheBindingsOwnNamesOfItsBlocks() {
    SequentialBlock block = new SequentialBlock();
    block.add(Linear.builder().setUnits(2).build());
    assertThat(NamedParameters.of(block).keySet()).containsExactly("Linear.weight", "Linear.bias");
  }
}
