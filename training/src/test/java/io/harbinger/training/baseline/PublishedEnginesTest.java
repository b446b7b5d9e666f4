package io.harbinger.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublishedEnginesTest {

  @Test
  void ridgeOnFd001LiesWhereLinearModelsLie() {
    Path data =
        Path.of(System.getProperty("harbinger.root", "."), "..", "shared", "data", "cmapss");
    assumeThat(Files.isRegularFile(data.resolve("train_FD001.txt")))
        .as("train_FD001.txt in %s: put NASA's C-MAPSS files there to run this test", data)
        .isTrue();

    TrajectoryMetrics metrics =
        BaselineEvaluation.of(data, Subset.FD001, 5, 1).run(Baseline.RIDGE).heldOutMetrics();

    assertThat(metrics.errors().engines()).isEqualTo(100);
    assertThat(metrics.errors().rmseCapped()).isBetween(17.0, 25.0);
    assertThat(metrics.interval().coverage()).isBetween(0.85, 0.95);
  }
}
