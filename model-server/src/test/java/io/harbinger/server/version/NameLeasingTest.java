package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static io.harbinger.server.version.FakeVersions.await;
import static io.harbinger.server.version.FakeVersions.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.server.InferenceException;
import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leases a name, and for how long. */
class NameLeasingTest {

  @TempDir Path models;
  private FakeVersions fake;

  @BeforeEach
  void open() {
    fake = new FakeVersions(models);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void leasesOfOneNameMustAgreeInHowItIsServed() {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();

    assertThatThrownBy(
            () ->
                fake.names.acquire(fake.task(), fake.name(), FakeVersions.options().withShadows(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is served with");
    assertThat(answer(lease.submit(Ask.of(4)))).isEqualTo(new Said(1, 4));
  }

  @Test
  void leasesShareTheVersionsAndTheLastOneFreesThem() {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> one = fake.acquire();
    NameLease<Ask, Said> two = fake.acquire();
    assertThat(fake.loads).hasValue(1);
    one.close();
    one.close();
    assertThat(answer(two.submit(Ask.of(4)))).isEqualTo(new Said(1, 4));
    assertThatThrownBy(() -> answer(one.submit(Ask.of(4))))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InferenceException.class)
        .hasMessageContaining("the lease of model echo is closed");

    two.close();
    await().until(() -> fake.live.get() == 0);
    await().until(() -> fake.registry.find("harbinger.model.state").gauges().isEmpty());
  }

  @Test
  void aRestartWithinTheLingerFindsTheVersionsLoaded() {
    fake.write(1, Kind.SOUND);
    NameOptions lingering = FakeVersions.options().withLinger(Duration.ofDays(1));
    fake.names.acquire(fake.task(), fake.name(), lingering).close();
    NameLease<Ask, Said> again = fake.names.acquire(fake.task(), fake.name(), lingering);

    assertThat(answer(again.submit(Ask.of(4)))).isEqualTo(new Said(1, 4));
    assertThat(fake.loads).hasValue(1);
  }

  @Test
  void aClosedServerRefusesAndEndsTheName() {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    fake.server.close();

    assertThatThrownBy(() -> answer(lease.submit(Ask.of(4))))
        .hasCauseInstanceOf(InferenceException.class);
    assertThatThrownBy(fake::acquire).isInstanceOf(InferenceException.class);
    await().until(() -> fake.live.get() == 0);
  }

  @Test
  void oneVersionIsNoName() {
    Path version = fake.write(1, Kind.SOUND);
    assertThatThrownBy(() -> fake.names.acquire(fake.task(), version, FakeVersions.options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is one version");
  }

  @Test
  void aNameWithoutVersionsSaysWhatWasExpected() throws IOException {
    assertThatThrownBy(fake::acquire).hasMessageContaining("no model in " + fake.name());
    Files.createDirectories(fake.name());
    assertThatThrownBy(fake::acquire).hasMessageContaining("no model in " + fake.name());
  }
}
