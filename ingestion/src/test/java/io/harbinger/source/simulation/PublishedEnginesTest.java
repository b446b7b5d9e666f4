package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.PublishedCmapss;
import io.harbinger.source.cmapss.Subset;
import java.util.Arrays;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated engines beside the 100 training engines of FD001. The seed is fixed, so a tolerance is
 * no matter of luck; each is a few standard errors of the 100 published engines.
 */
class PublishedEnginesTest {

  private static final Logger log = LoggerFactory.getLogger(PublishedEnginesTest.class);

  private static final int[] BANDS = {0, 5, 15, 30, 50, 75, 100, 125, 150, 200};

  private static EngineTable published;
  private static EngineTable simulated;

  @BeforeAll
  static void readAndSimulate() {
    published =
        EngineTable.of(
            CmapssDirectory.train(PublishedCmapss.holding("train_FD001.txt"), Subset.FD001));
    simulated = EngineTable.simulated(400, 20_080_101);
  }

  @Test
  void livesAreAsLong() {
    log.info(
        "Lives in cycles: published {} +- {}, simulated {} +- {}",
        rounded(Moments.mean(published.lives())),
        rounded(Moments.deviation(published.lives())),
        rounded(Moments.mean(simulated.lives())),
        rounded(Moments.deviation(simulated.lives())));
    assertThat(Moments.mean(simulated.lives()))
        .isCloseTo(Moments.mean(published.lives()), within(10.0));
    assertThat(Moments.deviation(simulated.lives()))
        .isCloseTo(Moments.deviation(published.lives()), within(8.0));
    assertThat(Arrays.stream(simulated.lives()).min().orElseThrow()).isBetween(128.0, 140.0);
    assertThat(Moments.kolmogorovSmirnov(simulated.lives(), published.lives())).isLessThan(0.14);
  }

  @Test
  void newEnginesHaveTheSameLevelsAndDifferAsMuch() {
    SoftAssertions softly = new SoftAssertions();
    for (int channel = 0; channel < EngineTable.CHANNELS.size(); channel++) {
      compare(softly, "early", channel, published.early(channel), simulated.early(channel), 0.30);
    }
    softly.assertAll();
  }

  @Test
  void failingEnginesHaveTheSameLevelsAndDifferAsMuch() {
    SoftAssertions softly = new SoftAssertions();
    for (int channel = 0; channel < EngineTable.CHANNELS.size(); channel++) {
      compare(softly, "late", channel, published.late(channel), simulated.late(channel), 0.35);
    }
    softly.assertAll();
  }

  @Test
  void sensorsOfNewEnginesDeviateTogether() {
    SoftAssertions softly = new SoftAssertions();
    for (int a = 0; a < EngineTable.CHANNELS.size(); a++) {
      for (int b = 0; b < a; b++) {
        softly
            .assertThat(Moments.correlation(simulated.early(a), simulated.early(b)))
            .as(
                "correlation of %s and %s",
                EngineTable.CHANNELS.get(a), EngineTable.CHANNELS.get(b))
            .isCloseTo(Moments.correlation(published.early(a), published.early(b)), within(0.12));
      }
    }
    softly.assertAll();
  }

  @Test
  void sensorsOfFailingEnginesDeviateTogether() {
    SoftAssertions softly = new SoftAssertions();
    for (int a = 0; a < EngineTable.CHANNELS.size(); a++) {
      for (int b = 0; b < a; b++) {
        softly
            .assertThat(Moments.correlation(simulated.late(a), simulated.late(b)))
            .as(
                "correlation of %s and %s",
                EngineTable.CHANNELS.get(a), EngineTable.CHANNELS.get(b))
            .isCloseTo(Moments.correlation(published.late(a), published.late(b)), within(0.40));
      }
    }
    softly.assertAll();
  }

  @Test
  void coreSpeedRisesInSomeEnginesAndFallsInOthers() {
    int coreSpeed = EngineTable.CHANNELS.indexOf(Channel.NC);
    assertThat(falling(simulated, coreSpeed))
        .isCloseTo(falling(published, coreSpeed), within(0.12))
        .isBetween(0.15, 0.5);
  }

  @Test
  void everySensorHasTheSameDistributionAtEveryRemainingLife() {
    SoftAssertions softly = new SoftAssertions();
    for (int channel = 0; channel < EngineTable.CHANNELS.size(); channel++) {
      for (int band = 0; band + 1 < BANDS.length; band++) {
        softly
            .assertThat(
                Moments.kolmogorovSmirnov(
                    published.band(channel, BANDS[band], BANDS[band + 1]),
                    simulated.band(channel, BANDS[band], BANDS[band + 1])))
            .as(
                "distance of %s at RUL %d to %d",
                EngineTable.CHANNELS.get(channel), BANDS[band], BANDS[band + 1])
            .isLessThan(0.17);
      }
    }
    softly.assertAll();
  }

  /** The health curve: 64 % of the variance lie in the first principal component. */
  @Test
  void theFirstPrincipalComponentRunsTheSameCourse() {
    int channels = EngineTable.CHANNELS.size();
    double[][] all = new double[channels][];
    double[] mean = new double[channels];
    double[] deviation = new double[channels];
    for (int j = 0; j < channels; j++) {
      all[j] = published.band(j, 0, Integer.MAX_VALUE);
      mean[j] = Moments.mean(all[j]);
      deviation[j] = Moments.deviation(all[j]);
    }
    double[][] correlations = new double[channels][channels];
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j < channels; j++) {
        correlations[i][j] = Moments.correlation(all[i], all[j]);
      }
    }
    double[] weights = Moments.firstEigenvector(correlations);
    EngineTable real = published.combined(mean, deviation, weights);
    EngineTable ours = simulated.combined(mean, deviation, weights);
    for (int band = 0; band + 1 < BANDS.length; band++) {
      double[] there = real.band(0, BANDS[band], BANDS[band + 1]);
      double[] here = ours.band(0, BANDS[band], BANDS[band + 1]);
      log.info(
          "PC1 at RUL {} to {}: published {} +- {}, simulated {} +- {}",
          BANDS[band],
          BANDS[band + 1],
          rounded(Moments.mean(there)),
          rounded(Moments.deviation(there)),
          rounded(Moments.mean(here)),
          rounded(Moments.deviation(here)));
      assertThat(Moments.mean(here))
          .as("mean at RUL %d to %d", BANDS[band], BANDS[band + 1])
          .isCloseTo(Moments.mean(there), within(0.35));
      assertThat(Moments.deviation(here))
          .as("deviation at RUL %d to %d", BANDS[band], BANDS[band + 1])
          .isCloseTo(Moments.deviation(there), within(0.25));
    }
  }

  private static void compare(
      SoftAssertions softly,
      String when,
      int channel,
      double[] published,
      double[] simulated,
      double tolerance) {
    softly
        .assertThat(
            (Moments.mean(simulated) - Moments.mean(published)) / Moments.deviation(published))
        .as("%s mean of %s in published deviations", when, EngineTable.CHANNELS.get(channel))
        .isCloseTo(0, within(tolerance));
    softly
        .assertThat(Moments.deviation(simulated) / Moments.deviation(published))
        .as("%s deviation of %s against published", when, EngineTable.CHANNELS.get(channel))
        .isBetween(0.75, 1.35);
  }

  private static double rounded(double value) {
    return Math.rint(100 * value) / 100;
  }

  private static double falling(EngineTable table, int channel) {
    double[] early = table.early(channel);
    double[] late = table.late(channel);
    int falling = 0;
    for (int i = 0; i < early.length; i++) {
      if (late[i] < early[i]) {
        falling++;
      }
    }
    return (double) falling / early.length;
  }
}
