package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.server.Keyed;
import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Pinned;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

  @TempDir Path models;
  private FakeVersions fake;

  @BeforeEach
  void open() {
    fake = new FakeVersions(models);
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void theCandidateAnswersItsShareAndAlwaysTheSameKeys() {
    fake.decide(new Canary(1, 2, 0.2));
    NameLease<Ask, Said> lease = fake.acquire();
    FakeVersions.await()
        .until(() -> fake.registry.find("harbinger.model.share").gauges().size() == 2);

    Set<String> first = candidates(lease);
    assertThat(first.size() / 2000.0).isCloseTo(0.2, within(0.03));
    assertThat(candidates(lease)).isEqualTo(first);
    fake.decide(new Canary(1, 2, 0.4));
    assertThat(candidates(lease)).containsAll(first).hasSizeGreaterThan(first.size());
    assertThat(fake.registry.get("harbinger.model.share").tags("role", "canary").gauge().value())
        .isEqualTo(0.4);
    fake.decide(new Pinned(1));
    assertThat(candidates(lease)).isEmpty();
  }

  private static Set<String> candidates(NameLease<Ask, Said> lease) {
    return IntStream.range(0, 2000)
        .mapToObj(i -> "asset-" + i)
        .filter(key -> answer(lease.ask(Keyed.of(key, Ask.of(3)))).output().version() == 2)
        .collect(Collectors.toSet());
  }

  @Test
  void aCandidateThatMustNotServeGetsNothing() {
    fake.write(3, Kind.SMALL_BATCHES);
    fake.decide(new Canary(1, 3, 0.9));
    NameLease<Ask, Said> lease = fake.acquire();
    fake.awaitState(lease, 3, "failed");

    assertThat(candidates(lease)).isEmpty();
    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(1, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.25, 0.5, 0.99})
  void requestsWithoutAKeyAreDealtOutEvenly(double share) {
    Split split = new Split(share, "echo/2");
    int candidates = 0;
    for (int dealt = 1; dealt <= 10_000; dealt++) {
      candidates += split.isCandidates(Optional.empty()) ? 1 : 0;
      assertThat((double) candidates).isCloseTo(share * dealt, within(4.0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.25, 0.5, 0.99})
  void keysFallToTheCandidateWithItsShare(double share) {
    Split split = new Split(share, "echo/2");
    int keys = 20_000;
    long candidates =
        IntStream.range(0, keys).filter(i -> split.isCandidates(Optional.of("FD001-" + i))).count();

    // Four standard deviations of a fair draw.
    double bound = 4 * Math.sqrt(share * (1 - share) / keys);
    assertThat(candidates / (double) keys).isCloseTo(share, within(bound));
  }

  @Test
  void otherCandidatesDrawOtherKeys() {
    Split one = new Split(0.5, "echo/2");
    Split other = new Split(0.5, "echo/3");
    long both =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Optional.of("asset-" + i))
            .filter(key -> one.isCandidates(key) && other.isCandidates(key))
            .count();

    assertThat(both / 10_000.0).isCloseTo(0.25, within(0.02));
  }
}
