package io.harbinger.jobs.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in an embedded cluster; lives as long as the cluster. Thread-safe. */
public final class EmbeddedJob {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJob.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final JobID id;
  private final RetainedState state;
  private final CompletableFuture<JobResult> result;

  EmbeddedJob(MiniCluster cluster, JobID id, RetainedState state) {
    this.cluster = cluster;
    this.id = id;
    this.state = state;
    this.result = cluster.requestJobResult(id);
  }

  /** Flink's id of the job. */
  public JobID id() {
    return id;
  }

  /** Where it stands. */
  public JobStatus status() {
    return Waiting.get(cluster.getJobStatus(id), ANSWER_LIMIT, "asking job " + id);
  }

  /** Whether every subtask is at work: the models are loaded, the sources read. */
  public boolean isAtWork() {
    if (status() != JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex subtask :
        Waiting.get(cluster.getExecutionGraph(id), ANSWER_LIMIT, "asking job " + id)
            .getAllExecutionVertices()) {
      if (subtask.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /**
   * Why it failed the last time, however often it was started again since.
   *
   * @param known when the failure was that the caller has heard of
   * @return empty where it never failed, or not since then
   * @throws IllegalStateException if Flink does not answer
   */
  public Optional<JobFailure> latestFailure(Optional<Instant> known) {
    return Optional.ofNullable(
            Waiting.get(cluster.getExecutionGraph(id), ANSWER_LIMIT, "asking job " + id)
                .getFailureInfo())
        .filter(info -> !known.equals(Optional.of(Instant.ofEpochMilli(info.getTimestamp()))))
        .map(
            info ->
                new JobFailure(
                    Instant.ofEpochMilli(info.getTimestamp()),
                    info.getException().deserializeError(EmbeddedJob.class.getClassLoader())));
  }

  /**
   * Completes when the job has ended for good: empty when it was stopped, cancelled or had nothing
   * left to do, else why it failed.
   */
  public CompletableFuture<Optional<Throwable>> ended() {
    return result.thenApply(
        ended ->
            ended
                .getSerializedThrowable()
                .filter(failure -> !ended.getJobStatus().equals(Optional.of(JobStatus.CANCELED)))
                .map(failure -> failure.deserializeError(EmbeddedJob.class.getClassLoader())));
  }

  /**
   * Stops the job with a savepoint: what it read is processed, what it wrote is committed.
   *
   * @return the savepoint's directory
   */
  public Path stop(Duration limit) {
    String savepoint =
        Waiting.get(
            cluster.stopWithSavepoint(
                id, state.savepoints().toUri().toString(), false, SavepointFormatType.CANONICAL),
            limit,
            "stopping job " + id);
    Waiting.get(result, limit, "waiting for the end of job " + id);
    return Path.of(URI.create(savepoint));
  }

  /** Ends the job at once; it can go on from its latest checkpoint. */
  public void cancel(Duration limit) {
    Waiting.get(cluster.cancelJob(id), limit, "cancelling job " + id);
    Waiting.get(result, limit, "waiting for the end of job " + id);
  }

  void stopOrCancel(Duration limit) {
    if (result.isDone()) {
      return;
    }
    if (status() == JobStatus.RUNNING) {
      try {
        LOG.info("job {} stopped with savepoint {}", id, stop(limit));
        return;
      } catch (IllegalStateException e) {
        LOG.warn("job {} did not stop with a savepoint; cancelling it", id, e);
      }
    }
    if (!result.isDone()) {
      cancel(limit);
    }
  }
}
