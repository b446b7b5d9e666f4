package io.harbinger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractCodecTest {

  private final ContractCodec<SensorReading> readings = ContractCodec.of(SensorReading.class);
  private final ContractCodec<DeadLetter> letters = ContractCodec.of(DeadLetter.class);

  private static SensorReading reading() {
    return SensorReading.newBuilder()
        .setAsset("engine-1")
        .setCycle(7)
        .setSettings(List.of(1.0, -0.5))
        .setSensors(List.of(518.67, 1e-9))
        .build();
  }

  @Test
  void writesAvrosSingleObjectEncoding() throws Exception {
    assertThat(SensorReading.getDecoder().decode(readings.encode(reading()))).isEqualTo(reading());
  }

  @Test
  void readsJsonAsAPersonTypesIt() throws Exception {
    SensorReading read =
        decode(
            """
            {"asset": "engine-1", "cycle": 7, "settings": [1, -0.5], "sensors": [518.67, 1e-9]}
            """);
    assertThat(read).isEqualTo(reading());
  }

  @Test
  void readsUnionsAndTimestampsPlainly() throws Exception {
    SensorReading read =
        decode(
            "{\"asset\":\"e\",\"cycle\":7,\"settings\":[],\"sensors\":[],\"run\":3,\"time\":1700000000123}");
    assertThat(read.getRun()).isEqualTo(3);
    assertThat(read.getTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "\"NaN\"", "Infinity", "\"Infinity\"", "-Infinity", "\"-Infinity\"", "1e999"})
  void readsNumbersThatAreNone(String number) throws Exception {
    SensorReading read =
        decode("{\"asset\":\"e\",\"cycle\":7,\"settings\":[],\"sensors\":[" + number + "]}");
    assertThat(Double.toString(read.getSensors().get(0)))
        .isEqualTo(number.equals("1e999") ? "Infinity" : number.replace("\"", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'asset':'e','cycle':7,'settings':[],'sensor':[]} | SensorReading: unknown field 'sensor' (expected perhaps 'sensors')",
        "{'asset':'e','cycle':7,'settings':[],'colour':[]} | SensorReading: unknown field 'colour' (expected one of asset, run, cycle, time, settings, sensors)",
        "{'asset':'e','settings':[],'sensors':[]} | SensorReading: no field 'cycle' (expected the fields asset, cycle, settings, sensors)",
        "{'asset':'e','cycle':7.5,'settings':[],'sensors':[]} | SensorReading.cycle: 7.5 (expected a whole number of -2147483648 to 2147483647)",
        "{'asset':'e','cycle':99999999999,'settings':[],'sensors':[]} | SensorReading.cycle: 99999999999 (expected a whole number of -2147483648 to 2147483647)",
        "{'asset':7,'cycle':7,'settings':[],'sensors':[]} | SensorReading.asset: 7 (expected text)",
        "{'asset':'e','cycle':7,'settings':[],'sensors':[1,'x']} | SensorReading.sensors[1]: \"x\" (expected a number)",
        "{'asset':'e','cycle':7,'settings':[],'sensors':[null]} | SensorReading.sensors[0]: null (expected a number)",
        "{'asset':'e','cycle':7,'settings':{},'sensors':[]} | SensorReading.settings: {} (expected an array)",
        "{'asset':'e','cycle':7,'settings':[],'sensors':[],'time':'now'} | SensorReading.time: \"now\" (expected milliseconds since 1970-01-01, UTC)",
      })
  void saysWhatIsWrongWithTheShape(String json, String message) {
    assertUnreadable(json.replace('\'', '"'), DeadLetterReason.MALFORMED_JSON, message);
  }

  @Test
  void saysWhereTheJsonEnds() {
    assertUnreadable("{\"asset\": ", DeadLetterReason.MALFORMED_JSON, "line 1, column");
  }

  @Test
  void refusesDoubledFieldsAndMoreThanOneRecord() {
    assertUnreadable(
        "{\"asset\":\"e\",\"asset\":\"f\"}", DeadLetterReason.MALFORMED_JSON, "Duplicate field");
    String whole = readings.toJson(reading());
    assertUnreadable(whole + whole, DeadLetterReason.MALFORMED_JSON, "Trailing token");
  }

  @Test
  void refusesNoValue() {
    assertUnreadable((byte[]) null, DeadLetterReason.EMPTY, "expected a SensorReading");
    assertUnreadable(new byte[0], DeadLetterReason.EMPTY, "expected a SensorReading");
  }

  @Test
  void refusesBytesOfAnotherKind() {
    assertUnreadable(
        "hello".getBytes(StandardCharsets.UTF_8),
        DeadLetterReason.MALFORMED,
        "5 bytes that begin with 68 65 6c 6c 6f");
  }

  @Test
  void refusesBytesAfterTheRecord() {
    byte[] whole = readings.encode(reading());
    assertUnreadable(
        Arrays.copyOf(whole, whole.length + 2),
        DeadLetterReason.MALFORMED,
        "2 bytes after a SensorReading of " + whole.length);
  }

  @Test
  void refusesARecordOfAnotherSchema() {
    DeadLetter letter = letter(null);
    assertUnreadable(letters.encode(letter), DeadLetterReason.UNKNOWN_SCHEMA, "fingerprint");
  }

  @Test
  void refusesAnArrayThatClaimsToBeHugeWithoutMakingRoomForIt() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(readings.encode(reading()), 0, 10);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeString("engine-1");
    encoder.writeIndex(0);
    encoder.writeInt(1);
    encoder.writeIndex(0);
    encoder.writeLong(Integer.MAX_VALUE - 10L);
    assertThatThrownBy(() -> readings.decode(out.toByteArray()))
        .isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void writesTextThatAPersonCanReadAsText() {
    assertThat(letters.toJson(letter("{\"cycle\": 1}\n".getBytes(StandardCharsets.UTF_8))))
        .contains("\"value\":\"{\\\"cycle\\\": 1}\\n\"")
        .contains("\"key\":null");
  }

  @Test
  void writesOtherBytesAsBase64UnderAnotherName() throws Exception {
    DeadLetter letter = letter(new byte[] {(byte) 0xC3, 1, 0});
    assertThat(letters.toJson(letter))
        .contains("\"valueBase64\":\"wwEA\"")
        .doesNotContain("\"value\"");
    assertThat(letters.decode(letters.toJson(letter).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(letter);
  }

  @Test
  void refusesBytesUnderBothNames() {
    String json =
        letters
            .toJson(letter(new byte[] {0}))
            .replace("\"key\":null", "\"key\":\"a\",\"keyBase64\":\"\"");
    assertThatThrownBy(() -> letters.decode(json.getBytes(StandardCharsets.UTF_8)))
        .hasMessage("DeadLetter: both 'key' and 'keyBase64' (expected one of the two)");
  }

  private static DeadLetter letter(byte[] value) {
    return DeadLetter.newBuilder()
        .setTopic("sensor.readings")
        .setPartition(0)
        .setOffset(9)
        .setTimestamp(Instant.EPOCH)
        .setStage("windows")
        .setReason(DeadLetterReason.MALFORMED)
        .setDetail("no record")
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .build();
  }

  private SensorReading decode(String json) throws UnreadableRecordException {
    return readings.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private void assertUnreadable(String json, DeadLetterReason reason, String message) {
    assertUnreadable(json.getBytes(StandardCharsets.UTF_8), reason, message);
  }

  private void assertUnreadable(byte[] bytes, DeadLetterReason reason, String message) {
    assertThatThrownBy(() -> readings.decode(bytes))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
