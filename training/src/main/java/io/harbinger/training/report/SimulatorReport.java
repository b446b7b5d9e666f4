package io.harbinger.training.report;

import io.harbinger.training.simulator.Likeness;
import io.harbinger.training.simulator.SensorDistance;
import io.harbinger.training.simulator.SimulatorMetrics;
import io.harbinger.training.simulator.Spread;
import io.harbinger.training.simulator.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Writes simulated engines beside real ones as one HTML page that needs no other file. */
public final class SimulatorReport {

  private SimulatorReport() {}

  /**
   * Writes the page. Drawing needs a font, as {@link TrainingReport} does.
   *
   * @param file in a directory that exists
   * @param title what was simulated
   */
  public static void write(Path file, String title, SimulatorMetrics metrics) throws IOException {
    Likeness likeness = metrics.likeness();
    ReportTemplate.write(
        file,
        "simulator.html",
        Map.ofEntries(
            Map.entry("title", title),
            Map.entry("tiles", tiles(metrics)),
            Map.entry("health", EmbeddedPlot.of(SimulatorPlots.health(likeness.health()))),
            Map.entry("distances", EmbeddedPlot.of(SimulatorPlots.kolmogorovSmirnov(likeness))),
            Map.entry("areas", EmbeddedPlot.of(SimulatorPlots.wasserstein(likeness))),
            Map.entry(
                "transfers",
                Stream.of(metrics.fromReal(), metrics.fromSimulated())
                    .map(SimulatorReport::transfer)
                    .toList()),
            Map.entry("share", number(100 * likeness.health().share(), 0)),
            Map.entry(
                "courses",
                likeness.health().ranges().stream()
                    .map(
                        range ->
                            Map.of(
                                "range", range.range().label(),
                                "real", spread(range.real(), 2),
                                "simulated", spread(range.simulated(), 2)))
                    .toList()),
            Map.entry("ranges", ranges(likeness)),
            Map.entry("sensors", table(likeness, SensorDistance::kolmogorovSmirnov)),
            Map.entry("halves", table(likeness, SensorDistance::halvesKolmogorovSmirnov)),
            Map.entry("masses", table(likeness, SensorDistance::wasserstein))));
  }

  private static List<Map<String, String>> tiles(SimulatorMetrics metrics) {
    Likeness likeness = metrics.likeness();
    SensorDistance farthest = likeness.farthest();
    return List.of(
        tile(
            "RMSE on real engines, trained on simulated",
            number(metrics.fromSimulated().rmseAtCuts(), 2),
            "trained on real ones: " + number(metrics.fromReal().rmseAtCuts(), 2)),
        tile(
            "Ratio",
            number(metrics.ratio(), 2),
            "accepted up to " + number(SimulatorMetrics.ACCEPTED_RATIO, 1)),
        tile(
            "Lives, simulated",
            spread(likeness.simulatedLives(), 0),
            "real: " + spread(likeness.realLives(), 0)),
        tile(
            "Largest distance of a sensor",
            number(farthest.kolmogorovSmirnov(), 2),
            "%s with %s cycles left; halves of the real ones: %s"
                .formatted(
                    farthest.sensor(),
                    farthest.range().label(),
                    number(farthest.halvesKolmogorovSmirnov(), 2))));
  }

  private static Map<String, String> transfer(Transfer transfer) {
    return Map.of(
        "name", transfer.trainedOn(),
        "engines", "" + transfer.engines(),
        "cuts", number(transfer.rmseAtCuts(), 2),
        "every", number(transfer.rmseEveryCycle(), 2),
        "members",
            String.join(
                ", ", transfer.memberRmseAtCuts().stream().map(rmse -> number(rmse, 2)).toList()),
        "ensemble",
            transfer.ensembleRmseAtCuts() == null
                ? "cannot be measured"
                : number(transfer.ensembleRmseAtCuts(), 2));
  }

  private static List<String> ranges(Likeness likeness) {
    return likeness.distances().stream()
        .map(distance -> distance.range().label())
        .distinct()
        .toList();
  }

  private static List<Map<String, Object>> table(
      Likeness likeness, ToDoubleFunction<SensorDistance> value) {
    return SimulatorPlots.bySensor(likeness).entrySet().stream()
        .map(
            sensor ->
                Map.<String, Object>of(
                    "name", sensor.getKey(),
                    "values",
                        sensor.getValue().stream()
                            .map(distance -> number(value.applyAsDouble(distance), 2))
                            .toList()))
        .toList();
  }

  private static Map<String, String> tile(String name, String value, String note) {
    return Map.of("name", name, "value", value, "note", note);
  }

  private static String spread(Spread spread, int decimals) {
    return number(spread.mean(), decimals) + " ± " + number(spread.deviation(), decimals);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
