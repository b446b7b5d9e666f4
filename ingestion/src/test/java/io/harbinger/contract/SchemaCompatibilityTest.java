package io.harbinger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A released schema is never edited; a change of a current one is released as the next version. */
class SchemaCompatibilityTest {

  /** What was released, by name and version; only ever added to. */
  private static final Map<String, String> RELEASED =
      Map.of(
          "SensorReading.1", "e0a98c1eff329c67",
          "SensorWindow.1", "2f8981af110600ad",
          "SensorWindow.2", "98e4df80d61f1b01",
          "RulPrediction.1", "dd5a8bba178b0589",
          "RulPrediction.2", "137388b11a2a3105",
          "MaintenanceAlert.1", "ccacda5aad59ebc8",
          "MaintenanceAlert.2", "1d7a1aa12f51448e",
          "MaintenanceEvent.1", "a467daae1f4c31d5",
          "DeadLetter.1", "ce4af51fe7ce9404");

  static Stream<Schema> current() {
    return Records.TYPES.stream().map(type -> SpecificData.getForClass(type).getSchema(type));
  }

  @Test
  void releasedSchemasAreAsTheyWereReleased() {
    Map<String, String> found = new LinkedHashMap<>();
    current()
        .map(Schema::getName)
        .forEach(
            name -> {
              List<Schema> versions = ReleasedSchemas.of(name);
              for (int i = 0; i < versions.size(); i++) {
                found.put(name + "." + (i + 1), fingerprint(versions.get(i)));
              }
            });
    assertThat(found).containsExactlyInAnyOrderEntriesOf(RELEASED);
  }

  @ParameterizedTest
  @MethodSource("current")
  void theCurrentSchemaIsTheNewestReleased(Schema current) {
    List<Schema> released = ReleasedSchemas.of(current.getName());
    assertThat(plain(current))
        .as("add released/%s.%d.avsc", current.getName(), released.size() + 1)
        .isEqualTo(released.get(released.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyReleasedSchemaReadsTheCurrentAndIsReadByIt(Schema current) {
    for (Schema released : ReleasedSchemas.of(current.getName())) {
      assertThat(isReadable(current, released)).isTrue();
      assertThat(isReadable(released, current)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyEnumHasTheDefaultUnknown(Schema current) {
    assertThat(enums(current).toList())
        .allSatisfy(type -> assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN"));
  }

  @Test
  void theContractHasEnums() {
    assertThat(current().flatMap(SchemaCompatibilityTest::enums).map(Schema::getName))
        .containsExactlyInAnyOrder(
            "WindowFlag",
            "AlertKind",
            "AlertSeverity",
            "AlertStatus",
            "AlertReason",
            "MaintenanceKind",
            "DeadLetterReason");
  }

  @Test
  void aFieldTakenAwayThatHasNoDefaultIsIncompatible() {
    Schema released = reading();
    assertThat(isReadable(released, edited("settings", null))).isFalse();
    assertThat(isReadable(edited("settings", null), released)).isTrue();
  }

  @Test
  void aRenamedFieldIsIncompatible() {
    assertThat(isReadable(edited("settings", "setpoints"), reading())).isFalse();
  }

  @Test
  void aRecordOfAnotherReleasedVersionIsReadIntoTheCurrent() throws Exception {
    Schema released = ReleasedSchemas.of("DeadLetter").get(0);
    GenericRecord written = new GenericData.Record(released);
    written.put("topic", "sensor.readings");
    written.put("partition", 1);
    written.put("offset", 2L);
    written.put("timestamp", 3L);
    written.put("stage", "windows");
    written.put(
        "reason", new GenericData.EnumSymbol(released.getField("reason").schema(), "NOT_FINITE"));
    written.put("detail", "sensor 3 is NaN");
    byte[] bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), released)
            .encode(written)
            .array();
    assertThat(ContractCodec.of(DeadLetter.class).decode(bytes).getReason())
        .isEqualTo(DeadLetterReason.NOT_FINITE);
  }

  private static Schema reading() {
    return ReleasedSchemas.of("SensorReading").get(0);
  }

  /** The reading's schema with a field renamed, or without it. */
  private static Schema edited(String field, String name) {
    Schema schema = reading();
    List<Schema.Field> fields =
        schema.getFields().stream()
            .filter(f -> name != null || !f.name().equals(field))
            .map(f -> new Schema.Field(f, f.schema()))
            .collect(Collectors.toList());
    fields.replaceAll(f -> f.name().equals(field) ? new Schema.Field(name, f.schema()) : f);
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }

  private static boolean isReadable(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  /** Without what the code generator adds. */
  private static Schema plain(Schema generated) {
    String string = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
    return new Schema.Parser().parse(generated.toString().replace(string, "\"string\""));
  }

  /** Of the whole text: Avro's own fingerprint leaves out defaults and logical types. */
  private static String fingerprint(Schema schema) {
    byte[] text = schema.toString().getBytes(StandardCharsets.UTF_8);
    return "%016x".formatted(SchemaNormalization.fingerprint64(text));
  }

  private static Stream<Schema> enums(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> Stream.of(schema);
      case RECORD -> schema.getFields().stream().flatMap(field -> enums(field.schema()));
      case ARRAY -> enums(schema.getElementType());
      case UNION -> schema.getTypes().stream().flatMap(SchemaCompatibilityTest::enums);
      default -> Stream.empty();
    };
  }
}
