package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long to wait before asking again; our own waits are 20 ms to 2 s. All in milliseconds. */
class InferenceOptionsTest {

  private static final InferenceOptions OPTIONS = InferenceOptions.defaults();

  @ParameterizedTest
  @CsvSource({
    "1, 30000, 20, 25",
    "2, 30000, 40, 50",
    "100, 30000, 2000, 2500",
    // Never so much more that no time is left for the answer.
    "1, 24, 20, 22",
  })
  void isOurOwnWaitAndUpToAQuarterMoreWhereTheServerAsksForNone(
      int retry, long left, double least, double most) {
    assertThat(wait(retry, Optional.empty(), left, 0)).contains(least);
    assertThat(wait(retry, Optional.empty(), left, 0.5)).contains((least + most) / 2);
    assertThat(wait(retry, Optional.empty(), left, 1)).contains(most);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 400, 30000, 400, 500",
    // More than our longest, as long as there is time.
    "1, 20000, 30000, 20000, 25000",
    "1, 29998, 30000, 29998, 29999",
    // Our own where it is the longer.
    "5, 100, 30000, 320, 400",
  })
  void isAtLeastWhatTheServerAsksFor(int retry, long hint, long left, double least, double most) {
    assertThat(wait(retry, Optional.of(hint), left, 0)).contains(least);
    assertThat(wait(retry, Optional.of(hint), left, 1)).contains(most);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 60000, 30000, 15000, 18750",
    "1, 30000, 30000, 15000, 18750",
    // Half of what is left would be less than our own.
    "1, 60000, 30, 20, 25",
  })
  void isHalfOfWhatIsLeftWhereTheServerAsksForMore(
      int retry, long hint, long left, double least, double most) {
    assertThat(wait(retry, Optional.of(hint), left, 0)).contains(least);
    assertThat(wait(retry, Optional.of(hint), left, 1)).contains(most);
  }

  @Test
  void thereIsNoneWhereNothingIsLeft() {
    assertThat(wait(1, Optional.empty(), 21, 0)).isPresent();
    assertThat(wait(1, Optional.empty(), 20, 0)).isEmpty();
    assertThat(wait(1, Optional.of(5L), 20, 0)).isEmpty();
    assertThat(wait(1, Optional.of(5L), -1, 1)).isEmpty();
  }

  private static Optional<Double> wait(int retry, Optional<Long> hint, long left, double random) {
    return OPTIONS
        .waitBefore(retry, hint.map(Duration::ofMillis), Duration.ofMillis(left), random)
        .map(wait -> wait.toNanos() / 1e6);
  }
}
