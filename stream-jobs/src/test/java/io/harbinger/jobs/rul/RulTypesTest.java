package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.alert.AlertPolicy;
import io.harbinger.alert.AlertState;
import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Predictions;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class RulTypesTest {

  @Test
  void ownTypesNeedNoKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawWindow.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(AlertState.class);
  }

  @Test
  void anAlertStateSurvivesWithAndWithoutAnOpenAlert() throws IOException {
    AlertPolicy policy = new AlertPolicy(AlertThresholds.defaults());
    AlertState state = null;
    for (int cycle = 1; cycle <= 3; cycle++) {
      state = policy.step(state, Predictions.of("e1", 2, cycle, 10)).state();
      assertThat(copy(RulTypes.ALERT_STATE, state)).isEqualTo(state);
    }
    assertThat(state.open()).isNotNull();
  }

  @Test
  void aRawWindowSurvivesWithAndWithoutKeyAndValue() throws IOException {
    RawWindow window = Windows.raw(5, Windows.of("e1", 0, 1, Mood.WELL, 80));
    RawWindow copy = copy(RulTypes.RAW_WINDOW, window);
    assertThat(copy).usingRecursiveComparison().isEqualTo(window);

    RawWindow empty = new RawWindow("t", 0, 1, 2, null, null);
    assertThat(copy(RulTypes.RAW_WINDOW, empty)).isEqualTo(empty);
  }

  private static <T> T copy(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
