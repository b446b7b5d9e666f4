package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static io.harbinger.server.version.FakeVersions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import io.micrometer.core.instrument.DistributionSummary;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTest {

  @TempDir Path models;
  private FakeVersions fake;

  @BeforeEach
  void open() {
    fake = new FakeVersions(models);
    fake.write(1, Kind.SOUND);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private NameLease<Ask, Said> shadowed(Kind kind) {
    fake.write(4, kind);
    fake.decide(new Shadow(1, 4));
    NameLease<Ask, Said> lease =
        fake.names.acquire(fake.task(), fake.name(), FakeVersions.options().withShadows(8));
    await()
        .until(
            () ->
                !fake.registry
                    .find("harbinger.model.share")
                    .tags("role", "shadow")
                    .gauges()
                    .isEmpty());
    return lease;
  }

  private double copies(String outcome) {
    return fake.count("harbinger.shadow.requests", "outcome", outcome);
  }

  @Test
  void itsAnswersAreComparedAndReachNobody() {
    NameLease<Ask, Said> lease = shadowed(Kind.SOUND);
    for (int i = 0; i < 100; i++) {
      assertThat(answer(lease.submit(Ask.of(i)))).isEqualTo(new Said(1, i));
      int asked = i + 1;
      await().until(() -> copies("compared") == asked);
    }

    DistributionSummary disagreement = fake.registry.get("harbinger.shadow.disagreement").summary();
    assertThat(disagreement.getId().getBaseUnit()).isEqualTo("versions");
    assertThat(disagreement.count()).isEqualTo(100);
    assertThat(disagreement.mean()).isEqualTo(3);
  }

  @Test
  void aSlowShadowHarmsNobody() {
    fake.gate(4).letOn(5);
    NameLease<Ask, Said> lease = shadowed(Kind.GATED);
    for (int i = 0; i < 100; i++) {
      assertThat(answer(lease.submit(Ask.of(i)))).isEqualTo(new Said(1, i));
    }
    assertThat(copies("dropped")).as("all but as many as it may have under way").isEqualTo(92);

    fake.decide(new Pinned(1));
    assertThat(lease.states().get(4)).isEqualTo(new VersionState.Draining());
    assertThat(answer(lease.submit(Ask.of(5)))).isEqualTo(new Said(1, 5));
    fake.gate(4).open();
    await().until(() -> fake.live.get() == 1);
    await().until(() -> copies("compared") == 8);
  }

  @Test
  void aFailingShadowHarmsNobody() {
    NameLease<Ask, Said> lease = shadowed(Kind.BROKEN);
    for (int i = 2; i < 50; i++) {
      assertThat(answer(lease.submit(Ask.of(i)))).isEqualTo(new Said(1, i));
      int failed = i - 1;
      await().until(() -> copies("failed") == failed);
    }
    assertThat(copies("compared")).isZero();
  }

  @Test
  void aRequestWithAnotherVersionsStateIsNotCompared() {
    fake.write(4, Kind.SOUND);
    fake.decide(new Shadow(1, 4));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    await()
        .until(
            () ->
                !fake.registry
                    .find("harbinger.model.share")
                    .tags("role", "shadow")
                    .gauges()
                    .isEmpty());

    assertThat(answer(lease.submit(new Ask(7, OptionalLong.of(1))))).isEqualTo(new Said(1, 7));
    await().until(() -> copies("skipped") == 1);
    assertThat(answer(lease.submit(Ask.of(8)))).isEqualTo(new Said(1, 8));
    await().until(() -> copies("compared") == 1);
  }
}
