package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Hysteresis;
import io.harbinger.alert.Threshold;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.harbinger.jobs.rul.drift.DriftOptions;
import io.harbinger.model.Precision;
import io.harbinger.server.ServingOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class RulJobArgumentsTest {

  private static final String NEEDED = "--bootstrap-servers k:9092 --model /models/rul";

  @Test
  void whatIsNotGivenIsTheDefault() {
    assertThat(parse("")).isEqualTo(RulJobConfig.of("k:9092", "/models/rul"));
  }

  @Test
  void takesEveryOption() {
    RulJobConfig config =
        parse(
            "--windows-topic w --reports-topic r --predictions-topic p --alerts-topic a --dead-letters-topic d"
                + " --group-id g --parallelism 3 --delivery at-least-once"
                + " --transaction-prefix t --transaction-timeout 60s --checkpoint-interval 5s"
                + " --model-form streaming --gather 64 --gather-for 8ms --explain-every 10"
                + " --async-capacity 7 --async-timeout 9s --retries 1 --first-backoff 5ms"
                + " --max-backoff 6ms --max-batch 8 --queue-capacity 9 --inference-workers 2"
                + " --max-batch-delay 3ms --precision bfloat16 --warning-rul 40 --warning-probability 0.6 --critical-rul 20"
                + " --critical-probability 0.7 --hysteresis-rul 2 --hysteresis-probability 0.1"
                + " --confirmations-to-raise 4 --confirmations-to-clear 6 --no-data-after 1h"
                + " --adapt-intervals true --interval-coverage 0.9 --interval-step 0.01"
                + " --interval-every 5 --interval-cuts 20 --coverage-runs 50"
                + " --drift-every 2 --drift-window 500 --drift-least 100"
                + " --consumer.security.protocol SSL --producer.linger.ms 7");

    assertThat(config)
        .isEqualTo(
            new RulJobConfig(
                "k:9092",
                new RulTopics("w", "r", "p", "a", "d"),
                "g",
                "/models/rul",
                ModelForm.STREAMING,
                3,
                new InferenceOptions(
                    7, Duration.ofSeconds(9), 1, Duration.ofMillis(5), Duration.ofMillis(6)),
                new StreamingOptions(64, Duration.ofMillis(8), 10),
                new ServingOptions(8, 9, 2, Duration.ofMillis(3), Precision.BFLOAT16),
                new DeliveryOptions(
                    DeliveryGuarantee.AT_LEAST_ONCE,
                    "t",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60)),
                new AlertThresholds(
                    new Threshold(40, 0.6),
                    new Threshold(20, 0.7),
                    new Hysteresis(2, 0.1),
                    4,
                    6,
                    Duration.ofHours(1)),
                new CoverageOptions(true, 0.9, 125, 0.01, 5, 20, 50, Duration.ofMinutes(10)),
                new DriftOptions(2, 500, 100),
                Map.of("security.protocol", "SSL"),
                Map.of("linger.ms", "7")));
  }

  @Test
  void everyOptionInTheHelpIsUnderstood() {
    String all =
        Pattern.compile("--([a-z-]+) ")
            .matcher(RulJobArguments.HELP.substring(RulJobArguments.HELP.indexOf("Topics and")))
            .results()
            .map(match -> "--" + match.group(1) + " 1")
            .reduce("", (a, b) -> a + " " + b);

    // 1 is no sensible value for all of them, but none may be called unknown.
    assertThatThrownBy(() -> parse(all)).hasMessageNotContaining("unknown options");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> RulJobArguments.parse(new String[] {"--model", "m"}))
        .hasMessage("--bootstrap-servers is missing (--help shows how)");
    assertThatThrownBy(() -> parse("--paralelism 2"))
        .hasMessage("unknown options [paralelism] (--help names all there are)");
    assertThatThrownBy(() -> parse("--parallelism two"))
        .hasMessage("--parallelism 'two' (expected a whole number)");
    assertThatThrownBy(() -> parse("--no-data-after soon"))
        .hasMessage("--no-data-after 'soon' (expected a number and a unit, as in 30s)");
    assertThatThrownBy(() -> parse("--model-form liquid"))
        .hasMessage("--model-form 'liquid' (expected windowed, streaming or by-directory)");
    assertThatThrownBy(() -> parse("--adapt-intervals yes"))
        .hasMessage("--adapt-intervals 'yes' (expected true or false)");
    assertThatThrownBy(() -> parse("--delivery once"))
        .hasMessage("--delivery 'once' (expected exactly-once, at-least-once or none)");
  }

  private static RulJobConfig parse(String more) {
    return RulJobArguments.parse(
        Arrays.stream((NEEDED + " " + more).trim().split(" +")).toArray(String[]::new));
  }
}
