package io.harbinger.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
  private static final Pattern PLOT = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("report.html");
  }

  @Test
  void tellsTheWholeRun() throws Exception {
    TrainingRun run = TrainingRuns.ofEpochs(24);
    RulMetrics test = run.evaluations().get(1).metrics();

    TrainingReport.write(file, run);

    assertThat(Files.readString(file))
        .contains("14 March 2026, 15:09 UTC", "24 of at most 30 epochs in 12 min 34 s")
        .contains("the weights of epoch 12 were kept")
        .contains("<b>%s</b>".formatted(String.format(Locale.ROOT, "%.2f", test.rmseCapped())))
        .contains("<b>%d</b>failures announced".formatted(test.within30().truePositives()))
        .contains("60 predictions on 15 engines", "100 predictions on 100 engines")
        .contains("where its predicted RUL is 31.5 cycles or less")
        .contains("normalisation: zscore", "5d3a".repeat(16))
        .contains(RulEvaluation.PROTOCOL.substring(0, 60))
        .doesNotContain("{{", "NaN", "null");
  }

  @Test
  void needsNoOtherFileAndNoNetwork() throws Exception {
    TrainingReport.write(file, TrainingRuns.ofEpochs(24));

    assertThat(Files.readString(file)).doesNotContain("http:", "https:", "<script", "<link");
    assertThat(directory).isDirectoryContaining(path -> path.equals(file));
    assertThat(Files.list(directory)).hasSize(1);
  }

  @Test
  void everyPlotIsADrawing() throws Exception {
    TrainingReport.write(file, TrainingRuns.ofEpochs(24));

    List<String> plots =
        PLOT.matcher(Files.readString(file)).results().map(match -> match.group(1)).toList();
    assertThat(plots).hasSize(6).doesNotHaveDuplicates();
    for (String plot : plots) {
      DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
      xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      assertThat(
              xml.newDocumentBuilder()
                  .parse(new ByteArrayInputStream(Base64.getDecoder().decode(plot)))
                  .getDocumentElement()
                  .getTagName())
          .isEqualTo("svg");
    }
  }

  @Test
  void tellsARunOfOneEpochWithNothingHeldOut() throws Exception {
    TrainingReport.write(file, TrainingRuns.withoutValidation("a <b> & c"));

    String page = Files.readString(file);
    assertThat(page).contains("<h1>a &lt;b&gt; &amp; c</h1>").doesNotContain("<h2>Metrics</h2>");
    assertThat(PLOT.matcher(page).results()).hasSize(1);
  }

  @Test
  void theSameRunGivesTheSamePage() throws Exception {
    TrainingReport.write(file, TrainingRuns.ofEpochs(3));
    String first = Files.readString(file);
    TrainingReport.write(file, TrainingRuns.ofEpochs(3));

    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void refusesARunWhoseKeptEpochNeverWas() {
    TrainingRun run = TrainingRuns.ofEpochs(3);
    assertThatThrownBy(
            () ->
                new TrainingRun(
                    run.title(),
                    run.started(),
                    run.took(),
                    run.machine(),
                    run.recipe(),
                    run.data(),
                    run.epochs(),
                    4,
                    run.rules(),
                    run.evaluations()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kept epoch is 4 (expected one of the 3 epochs)");
  }
}
