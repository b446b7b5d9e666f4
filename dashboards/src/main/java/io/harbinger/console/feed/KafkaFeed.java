package io.harbinger.console.feed;

import io.harbinger.console.feed.FeedHealth.Phase;
import io.harbinger.contract.SignInAdvice;
import io.harbinger.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the platform's topics on a thread of its own: committed records only, in no consumer group,
 * so that it leaves nothing behind in the cluster and any number of consoles may run. Topics and
 * partitions that come later are taken up; while Kafka does not answer it tries again.
 */
public final class KafkaFeed implements Feed {

  private static final Logger log = LoggerFactory.getLogger(KafkaFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ENOUGH_BYTES = 1 << 20;
  private static final int GATHER_MILLIS = 100;
  private static final int MOST_RECORDS = 5_000;
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
  private static final Map<String, Topics> BY_NAME =
      Arrays.stream(Topics.values())
          .collect(Collectors.toUnmodifiableMap(Topics::topic, Function.identity()));

  private final Consumer<byte[], byte[]> consumer;
  private final StartPositions starts;
  private final Clock clock;
  private final RecordDispatch dispatch = new RecordDispatch();
  private final Map<TopicPartition, Long> backlogEnds = new HashMap<>();

  /** Partitions whose backlog is not read yet. */
  private final Set<TopicPartition> behind = new HashSet<>();

  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile FeedHealth health =
      new FeedHealth(Phase.CATCHING_UP, "looking for the platform's topics");
  private @Nullable Thread thread;
  private Instant nextLook = Instant.MIN;

  private KafkaFeed(Consumer<byte[], byte[]> consumer, FeedOptions options, Clock clock) {
    this.consumer = consumer;
    this.starts = new StartPositions(options, ANSWER);
    this.clock = clock;
  }

  /**
   * A feed that has not begun.
   *
   * @param settings of a Kafka client: bootstrap.servers, security
   */
  public static KafkaFeed of(Map<String, Object> settings, FeedOptions options, Clock clock) {
    Map<String, Object> own = new HashMap<>(settings);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "harbinger-console");
    // A browser hears four times a second: a request for each handful of records would cost more
    // than the records.
    own.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, ENOUGH_BYTES);
    own.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHER_MILLIS);
    own.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaFeed(
        new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        options,
        clock);
  }

  @Override
  public synchronized void start(FeedListener listener) {
    if (thread != null) {
      throw new IllegalStateException("the feed has begun before (expected one start)");
    }
    thread = new Thread(() -> read(listener), "console-feed");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public FeedHealth health() {
    return health;
  }

  private void read(FeedListener listener) {
    try (consumer) {
      while (closing.getCount() > 0) {
        step(listener);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step(FeedListener listener) throws InterruptedException {
    try {
      if (!clock.instant().isBefore(nextLook)) {
        takeUpNewPartitions();
        nextLook = clock.instant().plus(BETWEEN_LOOKS);
      }
      if (consumer.assignment().isEmpty()) {
        nextLook = clock.instant();
        closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
      consumer.poll(POLL).forEach(record -> handOn(record, listener));
      health = standing();
    } catch (WakeupException e) {
      log.debug("woken up to close");
    } catch (KafkaException e) {
      log.warn("cannot read the platform's topics, trying again: {}", e.toString());
      health = new FeedHealth(Phase.FAILING, why(e));
      nextLook = clock.instant();
      closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static String why(KafkaException failure) {
    return SignInAdvice.on(failure)
        .map(
            advice ->
                "Kafka does not let the console in: %s; %s".formatted(failure.getMessage(), advice))
        .orElseGet(
            () ->
                "Kafka does not answer: %s; check that a broker runs at bootstrap.servers"
                    .formatted(failure.getMessage()));
  }

  private void takeUpNewPartitions() {
    Map<TopicPartition, Topics> added = new LinkedHashMap<>();
    for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics(ANSWER).entrySet()) {
      Topics known = BY_NAME.get(topic.getKey());
      if (known != null) {
        topic
            .getValue()
            .forEach(p -> added.put(new TopicPartition(p.topic(), p.partition()), known));
      }
    }
    backlogEnds.keySet().forEach(added::remove);
    if (added.isEmpty()) {
      return;
    }
    Map<TopicPartition, StartPositions.Position> positions =
        starts.find(consumer, added, clock.instant());
    positions.forEach((partition, position) -> backlogEnds.put(partition, position.end()));
    behind.addAll(positions.keySet());
    consumer.assign(List.copyOf(backlogEnds.keySet()));
    positions.forEach((partition, position) -> consumer.seek(partition, position.begin()));
    log.info("the console reads {} more partitions", added.size());
  }

  private void handOn(ConsumerRecord<byte[], byte[]> record, FeedListener listener) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Origin origin =
        new Origin(
            Objects.requireNonNull(BY_NAME.get(record.topic())),
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()),
            record.offset() >= Objects.requireNonNull(backlogEnds.get(partition)));
    try {
      dispatch.dispatch(record.value(), origin, listener);
    } catch (RuntimeException e) {
      log.error("a record at {} {} could not be shown", record.topic(), origin.position(), e);
    }
  }

  private FeedHealth standing() {
    behind.removeIf(
        partition ->
            consumer.position(partition) >= Objects.requireNonNull(backlogEnds.get(partition)));
    if (!behind.isEmpty()) {
      return new FeedHealth(
          Phase.CATCHING_UP, "reading what was written before the console started");
    }
    return new FeedHealth(Phase.LIVE, "");
  }

  /** Stops reading and waits for the listener to return. */
  @Override
  public synchronized void close() {
    closing.countDown();
    if (thread == null) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(ANSWER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("the console's reader did not end within {}; it is left to end by itself", ANSWER);
    }
  }
}
