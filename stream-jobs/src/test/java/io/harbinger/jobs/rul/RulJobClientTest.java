package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.CheckpointRetentionPolicy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class RulJobClientTest {

  @Test
  void aJobKeepsItsCheckpointsWhenTheJobManagerIsStopped() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(RulJobClient.configuration(null));
    RulModelSource none =
        () -> {
          throw new IllegalStateException("the job is built, not run");
        };
    RulJob.build(env, RulJobConfig.of("none:9092", "unused"), none);
    assertThat(
            env.getStreamGraph()
                .getJobGraph()
                .getCheckpointingSettings()
                .getCheckpointCoordinatorConfiguration()
                .getCheckpointRetentionPolicy())
        .isEqualTo(CheckpointRetentionPolicy.RETAIN_ON_CANCELLATION);
  }
}
