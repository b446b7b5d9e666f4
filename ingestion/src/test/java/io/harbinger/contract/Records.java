package io.harbinger.contract;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Arbitrary records of any of the contract's types, made from the schema alone. */
final class Records {

  static final List<Class<? extends SpecificRecordBase>> TYPES =
      java.util.Arrays.stream(Topics.values())
          .<Class<? extends SpecificRecordBase>>map(Topics::type)
          .toList();

  static {
    ContractTrust.establish();
  }

  private Records() {}

  static <T extends SpecificRecordBase> Arbitrary<T> of(Class<T> type) {
    SpecificData data = SpecificData.getForClass(type);
    return record(data, data.getSchema(type)).map(type::cast);
  }

  private static Arbitrary<Object> record(SpecificData data, Schema schema) {
    List<Arbitrary<Object>> fields =
        schema.getFields().stream().map(field -> value(data, field.schema())).toList();
    return Combinators.combine(fields)
        .as(
            values -> {
              SpecificRecordBase record = (SpecificRecordBase) data.newRecord(null, schema);
              for (int i = 0; i < values.size(); i++) {
                record.put(i, values.get(i));
              }
              return record;
            });
  }

  private static Arbitrary<Object> value(SpecificData data, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(data, schema);
      case ENUM ->
          Arbitraries.of(schema.getEnumSymbols()).map(name -> data.createEnum(name, schema));
      case ARRAY ->
          value(data, schema.getElementType()).list().ofMaxSize(4).map(Object.class::cast);
      case UNION -> value(data, schema.getTypes().get(1)).injectNull(0.2);
      case STRING -> Arbitraries.strings().ascii().ofMaxLength(9).asGeneric();
      case BYTES ->
          Arbitraries.oneOf(
              Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(ByteBuffer::wrap),
              Arbitraries.strings()
                  .withChars("aé{}\" \n\u0001")
                  .ofMaxLength(9)
                  .map(s -> ByteBuffer.wrap(s.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
      case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
      case INT -> Arbitraries.integers().asGeneric();
      case LONG ->
          schema.getLogicalType() == null
              ? Arbitraries.longs().asGeneric()
              : Arbitraries.longs().map(Instant::ofEpochMilli);
      case DOUBLE ->
          Arbitraries.oneOf(
              Arbitraries.doubles(),
              Arbitraries.of(
                  Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0, Double.MAX_VALUE));
      default -> throw new IllegalStateException("no " + schema.getType() + " in the contract");
    };
  }
}
