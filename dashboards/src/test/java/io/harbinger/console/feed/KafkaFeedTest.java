package io.harbinger.console.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class KafkaFeedTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static KafkaClusterTestKit kit;
  private static Map<String, Object> settings;

  @BeforeAll
  static void startBroker() throws Exception {
    ContractTrust.establish();
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("log.cleaner.dedupe.buffer.size", "4194304")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    settings = Map.of("bootstrap.servers", kit.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      new TopicSetup(OptionalInt.of(1), java.util.Optional.empty(), LIMIT)
          .createMissing(admin, List.of(Topics.SENSOR_READINGS, Topics.DEAD_LETTERS));
    }
  }

  @AfterAll
  static void stopBroker() throws Exception {
    kit.close();
  }

  @Test
  void readsTheNewestOfThePastThenWhatIsCommittedAndWhatIsSentAgain() throws Exception {
    String topic = Topics.SENSOR_READINGS.topic();
    Heard heard = new Heard();
    FeedOptions options =
        new FeedOptions(new LookBack(Duration.ofHours(1), 3), new LookBack(Duration.ofHours(1), 9));
    try (KafkaProducer<String, byte[]> producer = producer("steady");
        KafkaFeed feed = KafkaFeed.of(settings, options, Clock.systemUTC());
        KafkaOutbox outbox = KafkaOutbox.of(settings)) {
      for (int cycle = 1; cycle <= 10; cycle++) {
        producer.send(new ProducerRecord<>(topic, "a", reading(cycle))).get();
      }
      feed.start(heard);
      await().atMost(LIMIT).until(() -> feed.health().phase() == FeedHealth.Phase.LIVE);
      assertThat(heard.readings).containsExactly("8 past", "9 past", "10 past");

      producer.send(new ProducerRecord<>(topic, "a", new byte[] {1, 2})).get();
      sendAborted(topic);
      producer.send(new ProducerRecord<>(topic, "a", reading(12))).get();
      await().atMost(LIMIT).until(() -> heard.readings.contains("12 live"));
      assertThat(heard.readings).doesNotContain("11 live");
      assertThat(heard.unreadable).singleElement().asString().contains("MALFORMED");

      outbox.resend(
          letter(reading(13)), new Origin(Topics.DEAD_LETTERS, 0, 7, Instant.EPOCH, true));
      await().atMost(LIMIT).until(() -> heard.readings.contains("13 live"));

      try (Admin admin = Admin.create(settings)) {
        TopicSetup.defaults().createMissing(admin, List.of(Topics.MAINTENANCE_EVENTS));
      }
      outbox.report(event());
      await().atMost(LIMIT).until(() -> heard.events.contains("REPLACED by Ada"));
    }
  }

  @Test
  void aFeedThatNeverBeganIsClosed() {
    KafkaFeed feed = KafkaFeed.of(settings, FeedOptions.defaults(), Clock.systemUTC());
    feed.close();
    assertThat(feed.health().phase()).isEqualTo(FeedHealth.Phase.CATCHING_UP);
  }

  @Test
  void anOutboxWithoutABrokerSaysSo() {
    try (KafkaOutbox outbox = KafkaOutbox.of(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
      assertThatThrownBy(() -> outbox.report(event()))
          .isInstanceOf(OutboxException.class)
          .hasMessageContaining("maintenance.events")
          .hasMessageContaining("check that the broker runs");
    }
  }

  private static void sendAborted(String topic) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer("aborting")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "a", reading(11))).get();
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, byte[]> producer(String name) {
    Map<String, Object> own = new java.util.HashMap<>(settings);
    if (name.equals("aborting")) {
      own.put("transactional.id", name);
    }
    return new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
  }

  private static byte[] reading(int cycle) {
    return ContractCodec.of(SensorReading.class)
        .encode(
            SensorReading.newBuilder()
                .setAsset("a")
                .setRun(1L)
                .setCycle(cycle)
                .setSettings(List.of())
                .setSensors(List.of(1.0))
                .build());
  }

  private static DeadLetter letter(byte[] value) {
    return DeadLetter.newBuilder()
        .setTopic(Topics.SENSOR_READINGS.topic())
        .setPartition(0)
        .setOffset(0)
        .setTimestamp(Instant.EPOCH)
        .setStage("windows")
        .setReason(DeadLetterReason.INFERENCE_TIMED_OUT)
        .setDetail("late")
        .setKey(ByteBuffer.wrap("a".getBytes(StandardCharsets.UTF_8)))
        .setValue(ByteBuffer.wrap(value))
        .build();
  }

  private static MaintenanceEvent event() {
    return MaintenanceEvent.newBuilder()
        .setId("1")
        .setAsset("a")
        .setKind(MaintenanceKind.REPLACED)
        .setBy("Ada")
        .setTime(Instant.EPOCH)
        .build();
  }

  private static final class Heard implements FeedListener {
    private final List<String> readings = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();

    @Override
    public void reading(SensorReading reading, Origin origin) {
      readings.add(reading.getCycle() + (origin.live() ? " live" : " past"));
    }

    @Override
    public void maintenance(MaintenanceEvent event, Origin origin) {
      events.add(event.getKind() + " by " + event.getBy());
    }

    @Override
    public void unreadable(Origin origin, String why) {
      unreadable.add(why);
    }

    @Override
    public void window(Origin origin) {}

    @Override
    public void prediction(RulPrediction prediction, Origin origin) {}

    @Override
    public void alert(MaintenanceAlert alert, Origin origin) {}

    @Override
    public void deadLetter(DeadLetter letter, Origin origin) {}
  }
}
