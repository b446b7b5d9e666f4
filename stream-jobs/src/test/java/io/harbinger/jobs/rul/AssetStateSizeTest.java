package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.jobs.rul.memory.AssetMemory;
import io.harbinger.jobs.rul.memory.ShippedModels;
import io.harbinger.jobs.rul.memory.Watch;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StateSize;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.model.rul.stream.StreamState;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What Flink's state serializer writes of an asset. */
class AssetStateSizeTest {

  /** Flink writes the length before the bytes. */
  private static final int PREFIX = Integer.BYTES;

  @Test
  void anAssetOfEveryShippedModelTakesAtMostTwoKilobytes() throws IOException {
    List<ModelDirectory> models = ShippedModels.streaming();
    assertThat(models).hasSizeGreaterThanOrEqualTo(4);
    for (ModelDirectory model : models) {
      StreamSpec spec = StreamRulModel.spec(model);
      int written = serialized(worst(spec)).length;
      assertThat(written)
          .as("%s with its three longest reasons", model.path())
          .isLessThanOrEqualTo(StateSize.LIMIT)
          .isGreaterThan(4 * spec.stateSize());
      assertThat(written - PREFIX)
          .as("what the model's writer reckons with")
          .isBetween(StateSize.of(spec).bytes() - 16, StateSize.of(spec).bytes());
    }
  }

  @Test
  void aLargerStateIsRefusedWhereItIsSerialised() {
    int numbers = 600;
    AssetMemory memory =
        new AssetMemory(
            Long.MAX_VALUE, 1, 90, 90, Watch.NONE, StreamState.of(new byte[8 + 4 * numbers]));
    assertThatThrownBy(memory::toBytes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("StreamState(600 numbers")
        .hasMessageContaining(
            "%d bytes, %d more than the 2048".formatted(2435, 2435 - StateSize.LIMIT));
  }

  /** With the longest names, of an asset whose prediction was explained. */
  private static AssetMemory worst(StreamSpec spec) {
    List<SensorEffect> reasons =
        spec.features().sensors().stream()
            .map(sensor -> spec.channels().get(spec.settings() + 1 + sensor))
            .map(RulSpec.Channel::name)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .limit(StateSize.REASONS)
            .map(name -> new SensorEffect(name, 1, -20))
            .toList();
    return new AssetMemory(
        Long.MAX_VALUE,
        1,
        400,
        400,
        new Watch(true, 0, reasons),
        StreamState.of(new byte[Long.BYTES + Float.BYTES * spec.stateSize()]));
  }

  private static byte[] serialized(AssetMemory memory) throws IOException {
    ValueStateDescriptor<byte[]> state = StreamInferenceOperator.memoryState();
    state.initializeSerializerUnlessSet(new ExecutionConfig());
    TypeSerializer<byte[]> serializer = state.getSerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(memory.toBytes(), out);
    return out.getCopyOfBuffer();
  }
}
