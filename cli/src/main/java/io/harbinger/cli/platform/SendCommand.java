package io.harbinger.cli.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.contract.SignInAdvice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes records to a topic as they are. */
@Command(
    name = "send",
    description = {
      "Write records to a topic: each line of standard input is one, or a file's bytes are.",
      "They are sent as they are; what a stage cannot read shows up in dead.letters."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: a reading typed by hand",
      "  echo '{\"asset\":\"pump-1\",\"cycle\":1,\"settings\":[0,0,100],\"sensors\":[...]}' |",
      "    ./harbinger send sensor.readings"
    })
public final class SendCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TOPIC", description = "The topic.")
  private String topic;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The records' key (default: the field \"asset\" of a JSON record, else none).")
  private @Nullable String key;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Send this file's bytes as one record instead of lines from standard input.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Exception {
    List<byte[]> values = values();
    Map<String, Object> settings = kafka.client();
    settings.put("acks", "all");
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, key(value), value)));
      }
      for (Future<?> record : sent) {
        record.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "a record was not written to %s: %s%s"
              .formatted(
                  topic, cause.getMessage(), SignInAdvice.on(cause).map("; "::concat).orElse("")),
          cause);
    }
    spec.commandLine().getErr().printf("harbinger: %d records to %s%n", sent.size(), topic);
    return 0;
  }

  private List<byte[]> values() throws IOException {
    if (file != null) {
      return List.of(Files.readAllBytes(file));
    }
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private byte @Nullable [] key(byte[] value) {
    if (key != null) {
      return key.getBytes(StandardCharsets.UTF_8);
    }
    try {
      JsonNode asset = JSON.readTree(new String(value, StandardCharsets.UTF_8)).path("asset");
      return asset.isTextual() ? asset.textValue().getBytes(StandardCharsets.UTF_8) : null;
    } catch (JsonProcessingException e) {
      // No JSON: it is sent all the same, without a key.
      return null;
    }
  }
}
