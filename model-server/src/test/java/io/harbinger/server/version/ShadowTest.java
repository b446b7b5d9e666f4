package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static io.harbinger.server.version.FakeVersions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.Keyed;
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
    awaitShadow();
    return lease;
  }

  private void awaitShadow() {
    await().until(() -> role(4, "shadow"));
  }

  private boolean role(int version, String role) {
    return !fake.registry
        .find("harbinger.model.share")
        .tags("version", String.valueOf(version), "role", role)
        .gauges()
        .isEmpty();
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

  private NameLease<Ask, Said> shadowedWithStates(int keys) {
    fake.write(4, Kind.SOUND);
    fake.decide(new Shadow(1, 4));
    NameLease<Ask, Said> lease =
        fake.names.acquire(
            fake.taskWithStates(), fake.name(), FakeVersions.options().withShadowStates(keys));
    awaitShadow();
    return lease;
  }

  private void asked(NameLease<Ask, Said> lease, String key, Ask ask) {
    assertThat(answer(lease.ask(Keyed.of(key, ask))).output()).isEqualTo(new Said(1, ask.number()));
  }

  private static Ask goOn(int number) {
    return new Ask(number, OptionalLong.of(1));
  }

  @Test
  void requestsThatCarryAStateAreComparedToo() {
    NameLease<Ask, Said> lease = shadowedWithStates(1);
    asked(lease, "a", Ask.of(1));
    for (int i = 2; i <= 100; i++) {
      asked(lease, "a", goOn(i));
    }

    await().until(() -> copies("compared") == 100);
    assertThat(fake.registry.get("harbinger.shadow.disagreement").summary().totalAmount())
        .isEqualTo(300);
  }

  @Test
  void oneThatComesLaterWarmsUpAndThenIsCompared() {
    NameLease<Ask, Said> lease = shadowedWithStates(1);
    for (int i = 1; i <= 10; i++) {
      asked(lease, "a", goOn(i));
    }

    await().until(() -> copies("compared") == 11 - FakeVersions.WHOLE);
    assertThat(copies("warming")).isEqualTo(FakeVersions.WHOLE - 1);
  }

  @Test
  void keepsItsStatesAsLongAsItStandsBesideTheSameVersion() {
    fake.write(2, Kind.SOUND);
    fake.write(4, Kind.SOUND);
    fake.write(5, Kind.SOUND);
    fake.decide(new Pinned(2));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    fake.decide(new Shadow(1, 4));
    awaitShadow();
    asked(lease, "a", Ask.of(1));
    fake.decide(new Shadow(1, 4), true);
    await().until(() -> !lease.states().containsKey(2));
    asked(lease, "a", goOn(2));
    await().until(() -> copies("compared") == 2);

    fake.decide(new Shadow(1, 5));
    await().until(() -> role(5, "shadow"));
    asked(lease, "a", goOn(3));
    await().until(() -> copies("warming") == 1);
  }

  @Test
  void aStateWithoutAKeyOrBeyondItsMemoryIsNotCompared() {
    NameLease<Ask, Said> lease = shadowedWithStates(0);

    assertThat(answer(lease.submit(goOn(7)))).isEqualTo(new Said(1, 7));
    await().until(() -> copies("skipped") == 1);
    asked(lease, "a", goOn(7));
    await().until(() -> copies("skipped") == 2);
    asked(lease, "a", Ask.of(8));
    await().until(() -> copies("compared") == 1);
  }

  @Test
  void whatAVersionAnswersThatLostItsPlaceIsNotCompared() {
    fake.write(2, Kind.SOUND);
    fake.decide(new Pinned(1));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    fake.decide(new Shadow(2, 4), 1);
    fake.write(4, Kind.SOUND);
    fake.look();
    await().until(() -> role(4, "shadow"));

    asked(lease, "a", goOn(7));
    await().until(() -> copies("skipped") == 1);
  }
}
