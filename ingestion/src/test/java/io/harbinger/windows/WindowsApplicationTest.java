package io.harbinger.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.TopicSetupException;
import io.harbinger.contract.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsApplicationTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static KafkaClusterTestKit kit;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() throws Exception {
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("log.cleaner.dedupe.buffer.size", "4194304")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    kit.close();
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kit.bootstrapServers());
  }

  @Test
  void makesTheTopicsOnceAndGoesOnWhereItStopped() throws Exception {
    List<Topics> topics = List.of(Topics.values());
    try (Admin admin = Admin.create(kafka())) {
      TopicSetup tooMany =
          new TopicSetup(OptionalInt.empty(), Optional.of((short) 3), Duration.ofSeconds(30));
      assertThatThrownBy(() -> tooMany.createMissing(admin, topics))
          .isInstanceOf(TopicSetupException.class)
          .hasMessageContaining("cannot create topic sensor.readings")
          .hasMessageContaining("at most the number of brokers");
      assertThat(TopicSetup.defaults().createMissing(admin, topics))
          .containsExactlyInAnyOrder(Topics.values());
      assertThat(TopicSetup.defaults().createMissing(admin, topics)).isEmpty();
    }
    WindowsOptions options = WindowsOptions.defaults().withProfile(Readings.PROFILE);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (WindowsApplication first =
        WindowsApplication.start(options, kafka(), directory, registry)) {
      first.awaitRunning(LIMIT);
      assertThat(first.state()).isEqualTo(KafkaStreams.State.RUNNING);
      send(1, 2, 4);
      Awaitility.await().atMost(LIMIT).until(() -> first.counts().released() == 3);
    }
    try (WindowsApplication second =
        WindowsApplication.start(options, kafka(), directory, new SimpleMeterRegistry())) {
      second.awaitRunning(LIMIT);
      send(4, 5);
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> second.counts().released() == 1 && second.counts().duplicates() == 1);
      assertThat(second.failure()).isEmpty();
    }
  }

  @Test
  void saysWhyItStopped() throws Exception {
    WindowsOptions options =
        WindowsOptions.defaults()
            .withApplicationId("without-topics")
            .withTopics(new WindowsTopics("no.readings", "no.windows", "no.letters"));
    try (WindowsApplication application =
        WindowsApplication.start(options, kafka(), directory, new SimpleMeterRegistry())) {
      Awaitility.await().atMost(LIMIT).until(() -> application.failure().isPresent());
      assertThatThrownBy(() -> application.awaitRunning(LIMIT))
          .hasMessageContaining("the windows topology stopped");
    }
  }

  private static void send(int... cycles) {
    ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int cycle : cycles) {
        producer.send(
            new ProducerRecord<>(
                Topics.SENSOR_READINGS.topic(),
                "e".getBytes(StandardCharsets.UTF_8),
                codec.encode(Readings.of("e", null, cycle, 1))));
      }
    }
  }
}
