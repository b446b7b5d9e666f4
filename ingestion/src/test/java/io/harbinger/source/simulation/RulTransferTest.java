package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.PublishedCmapss;
import io.harbinger.source.cmapss.Subset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a model learns from engines of the one kind holds for the other. */
class RulTransferTest {

  private static final Logger log = LoggerFactory.getLogger(RulTransferTest.class);

  @Test
  void aModelOfPublishedEnginesWarnsOfSimulatedFailuresAndTheOtherWayRound() {
    EngineTable published =
        EngineTable.of(
            CmapssDirectory.train(PublishedCmapss.holding("train_FD001.txt"), Subset.FD001));
    EngineTable simulated = EngineTable.simulated(100, 77);
    EngineTable others = EngineTable.simulated(100, 78);
    LinearRul fromPublished = LinearRul.trainedOn(published);
    LinearRul fromSimulated = LinearRul.trainedOn(simulated);
    log.info(
        "RMSE in cycles on simulated engines: trained on published {}, on simulated {}; on"
            + " published engines: trained on simulated {}, on themselves {}",
        rounded(fromPublished.error(others)),
        rounded(fromSimulated.error(others)),
        rounded(fromSimulated.error(published)),
        rounded(fromPublished.error(published)));
    assertThat(fromPublished.error(others)).isLessThan(1.1 * fromSimulated.error(others));
    assertThat(fromSimulated.error(published)).isLessThan(1.2 * fromPublished.error(published));
    warnsAlike("published", fromPublished.warnings(others), fromPublished.warnings(published));
    warnsAlike("simulated", fromSimulated.warnings(others), fromSimulated.warnings(published));
  }

  /** So plain a model warns late and of a few not at all, but of both kinds as late. */
  private static void warnsAlike(
      String trainedOn, List<Integer> simulated, List<Integer> published) {
    log.info(
        "Cycles from the warning to the failure, trained on {}: simulated {}, published {}",
        trainedOn,
        quartiles(simulated),
        quartiles(published));
    assertThat(simulated).filteredOn(cycles -> cycles < 0).hasSizeLessThanOrEqualTo(3);
    assertThat(published).filteredOn(cycles -> cycles < 0).hasSizeLessThanOrEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(quartiles(simulated).get(i)).isCloseTo(quartiles(published).get(i), within(5));
    }
  }

  private static List<Integer> quartiles(List<Integer> cycles) {
    List<Integer> sorted = cycles.stream().sorted().toList();
    return List.of(
        sorted.get(sorted.size() / 4),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 3 / 4));
  }

  private static double rounded(double value) {
    return Math.rint(10 * value) / 10;
  }
}
