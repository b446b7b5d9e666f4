package io.harbinger.jobs.embedded;

import io.harbinger.jobs.metrics.FlinkMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: state on the heap, checkpoints in a directory.
 *
 * <p>Started again with the same directory, a job goes on from the newest complete checkpoint or
 * savepoint in it; one directory is for one job. Whoever starts it closes it; closing stops the job
 * with a savepoint, so that everything sent so far is committed. Not thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedFlink flink = EmbeddedFlink.start(directory, 2, registry)) {
 *   StreamExecutionEnvironment env = flink.environment();
 *   RulJob.build(env, config);
 *   EmbeddedJob job = flink.submit(env);
 * }
 * }</pre>
 *
 * <p>The heap state backend is deliberate: the RocksDB of Flink and that of Kafka Streams cannot be
 * loaded by one process.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final RetainedState state;
  private final Optional<FlinkMeters.Binding> meters;
  private final List<EmbeddedJob> jobs = new ArrayList<>();

  private EmbeddedFlink(
      MiniCluster cluster, RetainedState state, Optional<FlinkMeters.Binding> meters) {
    this.cluster = cluster;
    this.state = state;
    this.meters = meters;
  }

  /** Starts a cluster without metrics. */
  public static EmbeddedFlink start(Path directory, int slots) {
    return start(directory, slots, Optional.empty());
  }

  /** Starts a cluster whose metrics go to a registry. */
  public static EmbeddedFlink start(Path directory, int slots, MeterRegistry registry) {
    return start(directory, slots, Optional.of(FlinkMeters.bind(registry)));
  }

  private static EmbeddedFlink start(
      Path directory, int slots, Optional<FlinkMeters.Binding> meters) {
    RetainedState state = new RetainedState(directory.toAbsolutePath().normalize());
    Configuration configuration = configuration(state);
    meters.ifPresent(binding -> binding.configure(configuration));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    EmbeddedFlink flink = new EmbeddedFlink(cluster, state, meters);
    try {
      Files.createDirectories(state.checkpoints());
      Files.createDirectories(state.savepoints());
      cluster.start();
    } catch (IOException e) {
      flink.close();
      throw new UncheckedIOException("cannot write to " + state.directory(), e);
    } catch (Exception e) {
      flink.close();
      throw new IllegalStateException("Flink's MiniCluster did not start: " + e.getMessage(), e);
    }
    return flink;
  }

  /**
   * A new environment to build a job in: its checkpoints go to the cluster's directory, and it goes
   * on from the newest state there.
   */
  public StreamExecutionEnvironment environment() {
    Configuration configuration = configuration(state);
    state
        .newest()
        .ifPresent(
            path -> {
              LOG.info("the job goes on from {}", path);
              configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
              // Ours to delete once newer checkpoints have taken its place.
              configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  /** Submits the job that was built in an environment of {@link #environment}. */
  public EmbeddedJob submit(StreamExecutionEnvironment environment) {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    Waiting.get(cluster.submitJob(graph), STOP_LIMIT, "submitting job " + graph.getName());
    EmbeddedJob job = new EmbeddedJob(cluster, graph.getJobID(), state);
    jobs.add(job);
    return job;
  }

  /** Where the cluster's REST interface listens, on loopback. */
  public URI restAddress() {
    return Waiting.get(cluster.getRestAddress(), STOP_LIMIT, "asking for the REST address");
  }

  /** Stops what runs with a savepoint, or cancels it where that fails, and ends the cluster. */
  @Override
  public void close() {
    try {
      jobs.forEach(job -> job.stopOrCancel(STOP_LIMIT));
    } finally {
      try {
        Waiting.get(cluster.closeAsync(), STOP_LIMIT, "closing Flink's MiniCluster");
      } finally {
        meters.ifPresent(FlinkMeters.Binding::close);
      }
    }
  }

  private static Configuration configuration(RetainedState state) {
    Configuration c = new Configuration();
    c.set(RestOptions.ADDRESS, "localhost");
    c.set(RestOptions.BIND_ADDRESS, "localhost");
    c.set(RestOptions.BIND_PORT, "0");
    c.set(CoreOptions.TMP_DIRS, state.directory().resolve("tmp").toString());
    c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    c.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.checkpoints().toUri().toString());
    c.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, state.savepoints().toUri().toString());
    c.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    return c;
  }
}
