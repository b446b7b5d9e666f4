package io.harbinger.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that do not exist yet and leaves the others as they are. May be run again, and
 * by several processes at once.
 *
 * @param partitions for every topic; empty for each topic's own number
 * @param replicationFactor empty for the broker's default
 * @param timeout for each question to the brokers
 */
public record TopicSetup(
    OptionalInt partitions, Optional<Short> replicationFactor, Duration timeout) {

  /** A client that speaks plainly to a port for TLS, or the other way round, hears nothing too. */
  private static final String NO_ANSWER =
      "check bootstrap.servers, that a broker runs there, and that security.protocol is the one of"
          + " that port";

  /** The client ends its calls itself; this is for one that does not. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** Refuses numbers below 1. */
  public TopicSetup {
    if (partitions.isPresent() && partitions.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "partitions %d (expected at least 1)".formatted(partitions.getAsInt()));
    }
    if (replicationFactor.isPresent() && replicationFactor.get() < 1) {
      throw new IllegalArgumentException(
          "replicationFactor %d (expected at least 1)".formatted(replicationFactor.get()));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout %s (expected more than 0)".formatted(timeout));
    }
  }

  /** Each topic's own number of partitions, the broker's replication factor, half a minute. */
  public static TopicSetup defaults() {
    return new TopicSetup(OptionalInt.empty(), Optional.empty(), Duration.ofSeconds(30));
  }

  /**
   * Makes what is missing.
   *
   * @param admin remains the caller's to close
   * @return the topics that this call made
   * @throws TopicSetupException if the brokers do not answer or refuse
   */
  public Set<Topics> createMissing(Admin admin, Collection<Topics> topics) {
    Set<String> present =
        await(
            admin.listTopics(new ListTopicsOptions().timeoutMs(limit())).names(),
            "list the topics");
    List<Topics> missing = topics.stream().filter(t -> !present.contains(t.topic())).toList();
    CreateTopicsResult result =
        admin.createTopics(
            missing.stream().map(this::toCreate).toList(),
            new CreateTopicsOptions().timeoutMs(limit()));
    List<Topics> created = new ArrayList<>();
    for (Topics topic : missing) {
      if (isCreated(topic, Objects.requireNonNull(result.values().get(topic.topic())))) {
        created.add(topic);
      }
    }
    return Set.copyOf(created);
  }

  /** Of the calls themselves: a client that is closed waits for those that are under way. */
  private int limit() {
    return Math.toIntExact(timeout.toMillis());
  }

  private NewTopic toCreate(Topics topic) {
    return new NewTopic(
            topic.topic(), Optional.of(partitions.orElse(topic.partitions())), replicationFactor)
        .configs(Map.copyOf(topic.config()));
  }

  private boolean isCreated(Topics topic, KafkaFuture<Void> future) {
    try {
      await(future, "create topic " + topic.topic());
      return true;
    } catch (TopicSetupException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private <T> T await(KafkaFuture<T> future, String doing) {
    try {
      return future.get(timeout.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw noAnswer(doing, cause);
      }
      throw new TopicSetupException(
          "cannot %s: %s%s".formatted(doing, cause.getMessage(), advice(cause)), cause);
    } catch (TimeoutException e) {
      throw noAnswer(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicSetupException("interrupted while about to " + doing, e);
    }
  }

  private TopicSetupException noAnswer(String doing, Throwable cause) {
    return new TopicSetupException(
        "cannot %s: no answer within %s; %s".formatted(doing, timeout, NO_ANSWER), cause);
  }

  private static String advice(Throwable cause) {
    if (cause instanceof AuthorizationException) {
      return "; grant CREATE and DESCRIBE on the cluster, or make the topics by hand";
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return "; ask for a replication factor of at most the number of brokers";
    }
    return SignInAdvice.on(cause).map("; "::concat).orElse("");
  }
}
