package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateSizeTest {

  @TempDir private Path directory;

  @Test
  void isThatOfTheStateThatAModelAnswersWith() {
    try (StreamRulModel model = StreamModelFixture.model(2, 3)) {
      StreamRequest request =
          StreamRequest.of(Optional.empty(), StreamModelFixture.readings(1, 12));
      StreamState state = model.predict(List.of(request)).get(0).state();
      assertThat(StateSize.of(model.spec()).state()).isEqualTo(state.toBytes().length);
    }
  }

  @Test
  void growsByFourBytesForEachNumberAndThreeForEachLetterOfTheLongestName() {
    StreamNetworkConfig network =
        new StreamNetworkConfig(4, 6, List.of(5, 4), 3, List.of(15), 2, 20);
    StreamNetworkConfig wider = new StreamNetworkConfig(4, 6, List.of(6, 4), 3, List.of(15), 2, 20);
    List<String> sensors = List.of("a", "bb", "c");
    int bytes = StateSize.of(network, sensors).bytes();
    assertThat(StateSize.of(wider, sensors).bytes()).isEqualTo(bytes + 2 * 4);
    assertThat(StateSize.of(network, List.of("a", "bbb", "c")).bytes()).isEqualTo(bytes + 3);
  }

  @Test
  void theWriterRefusesALargerOneAndSaysByHowMuch() {
    StreamSpec spec = StreamModelFixture.spec(60);
    int bytes = StateSize.of(spec).bytes();
    Path version = directory.resolve("large/1");

    assertThatThrownBy(() -> write(version, spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "%d bytes, %d more than the 2048".formatted(bytes, bytes - StateSize.LIMIT))
        .hasMessageContaining("60 members of [5, 4] units");
    assertThat(version).doesNotExist();
  }

  private static void write(Path version, StreamSpec spec) {
    StreamModelWriter.write(
        version,
        spec,
        StreamModelFixture.weights(spec, 1).tensors(),
        StreamModelFixture.readings(1, 12),
        Collections.emptyList(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }
}
