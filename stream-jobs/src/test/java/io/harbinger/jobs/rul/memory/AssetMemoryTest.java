package io.harbinger.jobs.rul.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StreamState;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssetMemoryTest {

  private static final AssetMemory MEMORY =
      new AssetMemory(3, 5, 90, 84, Watch.NONE.next(true).explained(true, effects(5)), state(330));

  @Test
  void comesBackFromItsBytes() {
    assertThat(AssetMemory.of(MEMORY.toBytes())).isEqualTo(MEMORY);
    AssetMemory untold = new AssetMemory(1, 1, 1, 1, Watch.NONE, state(1));
    assertThat(AssetMemory.of(untold.toBytes())).isEqualTo(untold);
  }

  @Test
  void anAssetTakesAtMostTwoThousandBytes() {
    assertThat(MEMORY.toBytes()).hasSizeLessThanOrEqualTo(2048);
    assertThat(MEMORY.watch().reasons()).as("the strongest alone").hasSize(Watch.TOLD);
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(MEMORY.missing()).isEqualTo(2);
  }

  @Test
  void refusesBytesOfAnotherVersion() {
    byte[] bytes = MEMORY.toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> AssetMemory.of(bytes))
        .hasMessageStartingWith("an asset's state of version 9 (expected 1)");
  }

  private static List<SensorEffect> effects(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SensorEffect("total temperature at the outlet " + i, 0.1 + i, -3.7))
        .toList();
  }

  private static StreamState state(int numbers) {
    return StreamState.of(
        ByteBuffer.allocate(Long.BYTES + numbers * Float.BYTES).putLong(77).array());
  }
}
