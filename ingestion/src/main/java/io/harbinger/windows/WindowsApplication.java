package io.harbinger.windows;

import io.harbinger.contract.SignInAdvice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the windows topology against a Kafka cluster, exactly once. The topics must exist.
 *
 * <p>It mends itself where the brokers are away for a while. On any other failure it stops, {@link
 * #failure} says why, and what it was about to process stays unprocessed in the readings topic.
 * Thread-safe.
 */
public final class WindowsApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WindowsApplication.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final FailureHandler failures = new FailureHandler();
  private final ReadingCounts counts;
  private final CountDownLatch runningOrEnded = new CountDownLatch(1);

  private WindowsApplication(
      WindowsOptions options, Map<String, ?> kafka, Path stateDirectory, MeterRegistry registry) {
    counts = new ReadingCounts(registry);
    streams =
        new KafkaStreams(
            WindowsTopology.build(options, counts),
            StreamsProperties.of(options, kafka, stateDirectory));
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
            runningOrEnded.countDown();
          }
        });
    metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
  }

  /**
   * Starts it, without waiting for it to run.
   *
   * @param kafka {@code bootstrap.servers} and whatever else Kafka Streams takes; overrides our
   *     defaults, not the options
   * @param stateDirectory its own, kept over restarts
   * @param registry for its meters and those of Kafka Streams; remains the caller's
   */
  public static WindowsApplication start(
      WindowsOptions options, Map<String, ?> kafka, Path stateDirectory, MeterRegistry registry) {
    WindowsApplication application =
        new WindowsApplication(options, kafka, stateDirectory, registry);
    try {
      application.streams.start();
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
    return application;
  }

  /** What Kafka Streams is doing. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Why it stopped; empty while it runs, and when it was closed. */
  public Optional<Throwable> failure() {
    return failures.failure();
  }

  /** What became of the readings; live. */
  public ReadingCounts counts() {
    return counts;
  }

  /**
   * Waits until it has its partitions and its state, for the first time.
   *
   * @throws TimeoutException if it has not by then
   * @throws IllegalStateException if it stopped instead
   */
  public void awaitRunning(Duration limit) throws InterruptedException, TimeoutException {
    if (!runningOrEnded.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(
          "the windows topology is %s after %s (expected RUNNING)".formatted(state(), limit));
    }
    Optional<Throwable> failed = failure();
    if (failed.isPresent() || state().hasCompletedShutdown()) {
      throw new IllegalStateException(
          "the windows topology stopped: "
              + failed.map(WindowsApplication::why).orElse("it was closed"),
          failed.orElse(null));
    }
  }

  private static String why(Throwable failure) {
    return failure.getMessage() + SignInAdvice.on(failure).map("; "::concat).orElse("");
  }

  /** Commits what is under way and leaves the group, so that the next start need not wait. */
  @Override
  public void close() {
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    metrics.close();
    if (!closed) {
      LOG.warn(
          "The windows topology did not end within {}; its open transaction will be aborted",
          CLOSE_TIMEOUT);
    }
  }
}
