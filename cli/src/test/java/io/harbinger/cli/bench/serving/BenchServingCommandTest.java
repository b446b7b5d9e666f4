package io.harbinger.cli.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.cli.bench.load.RandomWindows;
import io.harbinger.cli.bench.load.TinyRulModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchServingCommandTest {

  @TempDir Path models;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresEverySideAtEveryLoad() throws Exception {
    int code =
        run("--loads", "50,200", "--subtasks", "2", "--threads", "1", "--overload", "--json");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/capacities"))
        .extracting(capacity -> capacity.at("/side").asText())
        .containsExactly(
            "server",
            "server-unbatched",
            "direct",
            "predictors",
            "server-onnxruntime",
            "onnxruntime-java");
    assertThat(report.at("/capacities"))
        .allSatisfy(capacity -> assertThat(capacity.at("/perSecond").asDouble()).isPositive());
    assertThat(report.at("/figures"))
        .extracting(figure -> figure.at("/side").asText() + " " + figure.at("/offered").asInt())
        .containsExactly(
            "server 50",
            "server 200",
            "server-unbatched 50",
            "server-unbatched 200",
            "direct 50",
            "direct 200",
            "predictors 50",
            "predictors 200",
            "server-onnxruntime 50",
            "server-onnxruntime 200",
            "onnxruntime-java 50",
            "onnxruntime-java 200");
    assertThat(report.at("/figures"))
        .allSatisfy(figure -> assertThat(figure.at("/answered").asDouble()).isPositive());
    assertThat(report.at("/overload/atThreeTimes/offered").asDouble())
        .isEqualTo(3 * report.at("/overload/capacity").asDouble());
  }

  @Test
  void doesNotTimeOnnxRuntimeWhereItDoesNotAnswerAsTheModelDoes() {
    ModelDirectory one = ModelDirectory.open(TinyRulModel.write(models));
    ModelDirectory other = ModelDirectory.open(TinyRulModel.write(models.resolve("other"), 2));
    try (RulModel model = RulModel.load(one.path())) {
      List<RulWindow> windows = new RandomWindows(model.spec(), new SplittableRandom(1)).next(32);

      assertThatThrownBy(() -> new OnnxJavaSide(other, model, 1, windows))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("ONNX Runtime tells .* cycles of window \\d+ \\(expected .*\\)");
      new OnnxJavaSide(one, model, 1, windows).close();
    }
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThat(run("--loads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("loads of [0.0] windows a second");
  }

  private int run(String... options) {
    String[] fixed = {
      "--model", TinyRulModel.write(models).toString(), "--seconds", "0.2", "--warm-up", "0.1"
    };
    String[] all = new String[fixed.length + options.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    return new CommandLine(new BenchServingCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
