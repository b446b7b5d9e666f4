package io.harbinger.jobs.rul;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Submits the job to a running Flink cluster by its REST port.
 *
 * @param host of the JobManager
 * @param port of its REST interface, 8081 unless set
 * @param jobJar the shaded jar of this module (classifier {@code job})
 */
public record RulJobClient(String host, int port, Path jobJar) {

  /** Refuses an impossible address. */
  public RulJobClient {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "a Flink cluster at '%s:%d' (expected host:port, for instance localhost:8081)"
              .formatted(host, port));
    }
  }

  /**
   * Submits the job in the form of its model, windowed or streaming, and returns as soon as the
   * cluster has taken it.
   *
   * @param savepoint to go on from; null to begin at the consumer group's offsets
   */
  public JobID submit(RulJobConfig config, @Nullable String savepoint) {
    return submit(config, savepoint, env -> RulJob.build(env, config));
  }

  /**
   * The same with a model of one's own that reads windows.
   *
   * @param models where the task managers get the model from
   */
  public JobID submit(RulJobConfig config, @Nullable String savepoint, RulModelSource models) {
    return submit(config, savepoint, env -> RulJob.build(env, config, models));
  }

  static Configuration configuration(@Nullable String savepoint) {
    Configuration configuration = new Configuration();
    // The cluster's own setting of it holds for no job that comes from a client, and the default
    // deletes every checkpoint when the job manager is told to stop.
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  private JobID submit(
      RulJobConfig config, @Nullable String savepoint, Consumer<StreamExecutionEnvironment> graph) {
    if (!Files.isRegularFile(jobJar)) {
      throw new IllegalArgumentException(
          "no job jar at %s (expected harbinger-stream-jobs-VERSION-job.jar; 'mvn package' makes it)"
              .formatted(jobJar));
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            host, port, configuration(savepoint), jobJar.toString());
    graph.accept(env);
    try {
      return env.executeAsync(RulJob.NAME).getJobID();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the Flink cluster at %s:%d did not take the job: %s (is this its REST port, and has it %d free slots?)"
              .formatted(host, port, e.getMessage(), config.parallelism()),
          e);
    }
  }
}
