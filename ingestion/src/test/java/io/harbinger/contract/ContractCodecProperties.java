package io.harbinger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecordBase;

class ContractCodecProperties {

  @Property(tries = 500)
  void avroReadsBackWhatItWrote(@ForAll("records") SpecificRecordBase record) throws Exception {
    ContractCodec<SpecificRecordBase> codec = codec(record);
    assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
  }

  @Property(tries = 500)
  void jsonReadsBackWhatItWrote(@ForAll("records") SpecificRecordBase record) throws Exception {
    ContractCodec<SpecificRecordBase> codec = codec(record);
    String json = codec.toJson(record);
    assertThat(json).doesNotContain("\n");
    assertThat(codec.decode(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(record);
  }

  @Property(tries = 500)
  void everyProperPrefixIsTruncated(
      @ForAll("records") SpecificRecordBase record, @ForAll double fraction) {
    ContractCodec<SpecificRecordBase> codec = codec(record);
    byte[] bytes = codec.encode(record);
    int kept = 1 + (int) (Math.abs(fraction % 1) * (bytes.length - 1));
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, kept)))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.TRUNCATED));
  }

  @Property(tries = 1000)
  void anythingElseThanARecordIsRefusedWithAReason(
      @ForAll("records") SpecificRecordBase record, @ForAll int at, @ForAll byte with) {
    ContractCodec<SpecificRecordBase> codec = codec(record);
    byte[] bytes = codec.encode(record);
    bytes[Math.floorMod(at, bytes.length)] = with;
    Throwable thrown = catchThrowable(() -> codec.decode(bytes));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Property(tries = 500)
  void noBytesAreTooStrange(@ForAll byte[] bytes) {
    ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UnreadableRecordException.class);
  }

  @Provide
  Arbitrary<SpecificRecordBase> records() {
    return Arbitraries.of(Records.TYPES)
        .flatMap(type -> Records.of(type).map(SpecificRecordBase.class::cast));
  }

  @SuppressWarnings("unchecked")
  private static ContractCodec<SpecificRecordBase> codec(SpecificRecordBase record) {
    return (ContractCodec<SpecificRecordBase>) ContractCodec.of(record.getClass());
  }
}
