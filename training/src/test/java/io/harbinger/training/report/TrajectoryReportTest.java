package io.harbinger.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.training.conformal.IntervalFit;
import io.harbinger.training.conformal.RulCalibration;
import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Trajectories;
import io.harbinger.training.evaluation.Truncations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryReportTest {

  private static final Pattern PLOT = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)");

  @TempDir private Path directory;

  @Test
  void tellsHeldOutAndTestEngines() throws Exception {
    Path file = directory.resolve("report.html");
    EvaluatedTrajectories test = test(calibrated());

    TrajectoryReport.write(file, "rul-fd001 on FD001", List.of(heldOut(calibrated()), test));

    String page = Files.readString(file);
    assertThat(page)
        .contains("<h1>rul-fd001 on FD001</h1>", "Held-out engines", "Told worst", "Saxena")
        .contains(
            "<b>%s</b>"
                .formatted(
                    String.format(Locale.ROOT, "%.2f", test.metrics().errors().rmseCapped())))
        .doesNotContain("{{", "NaN", "null", "http:", "https:", "<script", "<link");
    assertThat(PLOT.matcher(page).results()).as("9 plots held out, 8 of test").hasSize(17);
    assertThat(directory).isDirectoryContaining(path -> path.equals(file));
    assertThat(Files.list(directory)).hasSize(1);
  }

  @Test
  void putsModelsBesideEachOther() throws Exception {
    Path file = directory.resolve("report.html");
    EvaluatedTrajectories test = test(calibrated());
    List<ComparedModel> compared =
        List.of(
            new ComparedModel("network", "the network", null, test.metrics()),
            new ComparedModel(
                "constant", "a number", heldOut(calibrated()).metrics(), test.metrics()));

    TrajectoryReport.write(file, "rul-fd001", List.of(test), compared);

    assertThat(Files.readString(file))
        .contains("Beside simpler models", "network, test", "constant, held out", "a number")
        .contains("only of engines that ran to failure")
        .doesNotContain("network, held out");
  }

  @Test
  void showsEachEngineOnce() {
    EvaluatedTrajectories heldOut = heldOut(calibrated());

    assertThat(heldOut.shown().drawn()).hasSize(40);
    assertThat(heldOut.shown().engines()).isEqualTo(40);
  }

  @Test
  void tellsASingleEngine() throws Exception {
    Path file = directory.resolve("report.html");

    TrajectoryReport.write(file, "one", List.of(test(calibrated().subList(0, 1))));

    assertThat(Files.readString(file))
        .contains("1 engines", "Told best")
        .doesNotContain("Middling");
  }

  @Test
  void refusesNothing() {
    Path file = directory.resolve("report.html");
    assertThatThrownBy(() -> TrajectoryReport.write(file, "none", List.of()))
        .hasMessage("no engines to report on (expected at least one set)");
    assertThatThrownBy(() -> test(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<RulTrajectory> calibrated() {
    List<RulTrajectory> fleet = Trajectories.fleet(80, 5);
    RulCalibration calibration =
        RulCalibration.fit(fleet.subList(0, 40), Truncations.OF_ONE_CONDITION, IntervalFit.DEFAULT);
    return fleet.subList(40, 80).stream().map(calibration::apply).toList();
  }

  private static EvaluatedTrajectories heldOut(List<RulTrajectory> trajectories) {
    return EvaluatedTrajectories.heldOut(
        "Held-out engines", trajectories, Truncations.OF_ONE_CONDITION, 0.9);
  }

  private static EvaluatedTrajectories test(List<RulTrajectory> trajectories) {
    return EvaluatedTrajectories.test(
        "Test engines",
        trajectories.stream()
            .map(t -> new RulTrajectory(t.engine(), false, t.cycles().subList(0, 100)))
            .toList(),
        0.9);
  }
}
