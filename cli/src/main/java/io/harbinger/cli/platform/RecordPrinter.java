package io.harbinger.cli.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.Topics;
import io.harbinger.contract.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns a topic's records into lines of JSON. A record that cannot be read becomes an object with
 * the reason and its bytes, so that nothing is left out.
 */
final class RecordPrinter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContractCodec<? extends SpecificRecordBase> codec;
  private final boolean envelope;

  RecordPrinter(Topics topic, boolean envelope) {
    this.codec = ContractCodec.of(topic.type());
    this.envelope = envelope;
  }

  String line(ConsumerRecord<byte[], byte[]> record) {
    String value = value(codec, record.value());
    if (!envelope) {
      return value;
    }
    ObjectNode around = JSON.createObjectNode();
    around.put("partition", record.partition());
    around.put("offset", record.offset());
    around.put("timestamp", record.timestamp());
    around.put(
        "key", record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
    try {
      around.set("value", JSON.readTree(value));
    } catch (JsonProcessingException e) {
      around.put("value", value);
    }
    return around.toString();
  }

  private static <T extends SpecificRecordBase> String value(ContractCodec<T> codec, byte[] value) {
    try {
      return codec.toJson(codec.decode(value));
    } catch (UnreadableRecordException e) {
      ObjectNode unreadable = JSON.createObjectNode();
      unreadable.put("unreadable", e.reason().name());
      unreadable.put("detail", e.getMessage());
      unreadable.put(
          "bytesBase64", value == null ? null : Base64.getEncoder().encodeToString(value));
      return unreadable.toString();
    }
  }
}
