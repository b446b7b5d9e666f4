package io.harbinger.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.source.simulation.FirstLives;
import io.harbinger.training.simulator.Likeness;
import io.harbinger.training.simulator.SimulatorMetrics;
import io.harbinger.training.simulator.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorReportTest {

  @TempDir private Path directory;

  @Test
  void tellsErrorsHealthAndEachSensorsDistances() throws Exception {
    SimulatorMetrics metrics =
        new SimulatorMetrics(
            new Transfer("simulated engines", 40, 14.25, 13.5, List.of(14.0, 14.5), 13.75),
            new Transfer("real engines", 40, 10.0, 9.5, List.of(9.0, 11.0), null),
            1.425,
            Likeness.of(
                FirstLives.of(40, 1),
                FirstLives.of(40, 2),
                List.of(3, 10, 11),
                List.of("T50", "Ps30", "phi")));
    Path file = directory.resolve("simulator.html");

    SimulatorReport.write(file, "40 simulated engines", metrics);

    String page = Files.readString(file);
    assertThat(page)
        .contains("<h1>40 simulated engines</h1>", "<b>14.25</b>", "<b>1.43</b>", "13.75")
        .contains("cannot be measured", "<td>phi</td>", "150-200")
        .doesNotContain("{{", "NaN", "null", "http:", "https:", "<script", "<link");
    assertThat(page.split("data:image/svg", -1)).as("three plots").hasSize(4);
  }
}
