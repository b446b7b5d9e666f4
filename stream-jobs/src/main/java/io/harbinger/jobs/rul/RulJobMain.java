package io.harbinger.jobs.rul;

import java.util.Arrays;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's main class on a cluster, for {@code flink run}. */
public final class RulJobMain {

  private RulJobMain() {}

  /** Builds the job from its arguments and submits it; {@code --help} tells them. */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      // Flink's command line shows the message of this one, without a stack trace.
      throw new ProgramParametrizationException(RulJobArguments.HELP);
    }
    RulJobConfig config;
    try {
      config = RulJobArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      throw new ProgramParametrizationException(String.valueOf(e.getMessage()));
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    RulJob.build(env, config);
    env.execute(RulJob.NAME);
  }
}
