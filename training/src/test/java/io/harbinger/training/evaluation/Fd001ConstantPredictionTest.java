package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published figures of the simplest predictor on the real file. */
class Fd001ConstantPredictionTest {
  @Test
  void theMeanOfTheTruthHasThePublishedErrors() throws Exception {
    Path file =
        Stream.of(
                Optional.ofNullable(System.getenv("HARBINGER_SHARED")).map(Path::of),
                Optional.of(Path.of(System.getProperty("harbinger.root", "."), "..", "shared")))
            .flatMap(Optional::stream)
            .map(shared -> shared.resolve("data/cmapss/RUL_FD001.txt"))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(Path.of("absent"));
    assumeTrue(Files.exists(file), "C-MAPSS is not there: RUL_FD001.txt in shared/data/cmapss");
    double[] truth =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();
    double mean = Arrays.stream(truth).average().orElseThrow();

    double[] differences = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      differences[i] = mean - truth[i];
    }

    assertThat(truth).hasSize(100);
    assertThat(RulErrors.rmse(differences)).isCloseTo(41.56, within(0.005));
    assertThat(RulErrors.mae(differences)).isCloseTo(36.77, within(0.005));
    assertThat(RulErrors.phm08Score(differences)).isCloseTo(12229, within(0.5));
  }
}
