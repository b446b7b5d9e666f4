package io.harbinger.jobs.rul.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AdaptationTest {

  private static final CoverageOptions OPTIONS = CoverageOptions.defaults();

  @Test
  void aRunThatWasMissedMakesTheNextIntervalsWider() {
    Adaptation start = Adaptation.before("m", "1", OPTIONS.withGamma(0.02));
    assertThat(start.factor()).isEqualTo(1);

    Adaptation after = start.after(run(new JudgedInterval(50, 45, 55, 80)), 125);

    assertThat(after.alpha()).isCloseTo(0.12 - 0.02 * 0.88, within(1e-12));
    // 8 to the power of 0.0176 / 0.12
    assertThat(after.factor()).isCloseTo(1.35661, within(1e-5));
    assertThat(after.runs()).isEqualTo(1);
    assertThat(after.apply(50, 45, 55, 125).width()).isCloseTo(13.5661, within(1e-4));
  }

  @Test
  void aRunThatWasHeldMakesThemALittleNarrower() {
    Adaptation after =
        Adaptation.before("m", "1", OPTIONS.withGamma(0.02))
            .after(run(new JudgedInterval(50, 45, 55, 52)), 125);

    assertThat(after.alpha()).isCloseTo(0.12 + 0.02 * 0.12, within(1e-12));
    assertThat(after.factor()).isCloseTo(0.95926, within(1e-5));
  }

  @Test
  void theIntervalsOfARunCountAsOneTruth() {
    Adaptation after =
        Adaptation.before("m", "1", OPTIONS.withGamma(0.02))
            .after(
                run(
                    new JudgedInterval(50, 45, 55, 80),
                    new JudgedInterval(50, 45, 55, 50),
                    new JudgedInterval(50, 45, 55, 50),
                    new JudgedInterval(50, 45, 55, 50)),
                125);

    assertThat(after.alpha()).isCloseTo(0.12 + 0.02 * (0.12 - 0.25), within(1e-12));
  }

  /** Half as wide as they ought to be, whatever the engines: found out and mended. */
  @Property(tries = 20)
  void intervalsThatAreTooNarrowComeBackToTheNominalCoverage(@ForAll long seed) {
    Course course = course(seed, 0.5);

    assertThat(course.coverage).isCloseTo(0.88, within(0.05));
    assertThat(course.factor).isBetween(1.4, 2.9);
  }

  @Property(tries = 20)
  void intervalsThatAreTooWideComeBackToo(@ForAll long seed) {
    assertThat(course(seed, 2).coverage).isCloseTo(0.88, within(0.05));
  }

  @Property(tries = 20)
  void intervalsThatAreRightStay(@ForAll long seed) {
    Course course = course(seed, 1);

    assertThat(course.coverage).isCloseTo(0.88, within(0.05));
    assertThat(course.factor).isBetween(0.7, 1.45);
  }

  /** The factor at the end, and the coverage of the later runs' intervals as they were given. */
  private record Course(double factor, double coverage) {}

  private static Course course(long seed, double width) {
    Random random = new Random(seed);
    Adaptation adaptation = Adaptation.before("m", "1", OPTIONS);
    double covered = 0;
    int counted = 0;
    int runs = 1200;
    for (int run = 0; run < runs; run++) {
      JudgedRun judged = engine(random, width);
      if (run >= 200) {
        Adaptation now = adaptation;
        covered +=
            judged.intervals().stream()
                .mapToInt(i -> now.apply(i.rul(), i.low(), i.high(), 125).covers(i.truth()) ? 1 : 0)
                .average()
                .orElseThrow();
        counted++;
      }
      adaptation = adaptation.after(judged, 125);
    }
    return new Course(adaptation.factor(), covered / counted);
  }

  /** Errors of one engine have half of their variance in common. */
  private static JudgedRun engine(Random random, double width) {
    double own = random.nextGaussian();
    double spread = 10;
    // 0.88 of a normal distribution lie within 1.5548 standard deviations.
    double half = 1.5548 * spread * width;
    List<JudgedInterval> intervals = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      double truth = 62 + spread * Math.sqrt(0.5) * (own + random.nextGaussian());
      intervals.add(new JudgedInterval(62, 62 - half, 62 + half, truth));
    }
    return new JudgedRun("m", "1", intervals);
  }

  private static JudgedRun run(JudgedInterval... intervals) {
    return new JudgedRun("m", "1", List.of(intervals));
  }
}
