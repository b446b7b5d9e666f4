package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static io.harbinger.server.version.FakeVersions.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.server.InferenceException;
import io.harbinger.server.StateMarks;
import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Pinned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions whose callers keep states of them. */
class StatesTest {

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

  private static Ask with(int state) {
    return new Ask(5, OptionalLong.of(state));
  }

  @Test
  void aVersionThatLostItsPlaceGoesOnWithItsOwnStates() {
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    assertThat(lease.marks("a")).isEqualTo(StateMarks.only(1));
    fake.write(2, Kind.SOUND);
    fake.look();
    fake.awaitVersion(lease, 2);

    assertThat(lease.marks("a")).isEqualTo(new StateMarks(OptionalLong.of(2), Set.of(1L, 2L)));
    assertThat(answer(lease.submit(with(1)))).isEqualTo(new Said(1, 5));
    assertThat(answer(lease.submit(with(2)))).isEqualTo(new Said(2, 5));
    assertThat(answer(lease.submit(Ask.of(5)))).isEqualTo(new Said(2, 5));
    assertThat(lease.states().get(1)).isEqualTo(new VersionState.Draining());
    assertThatThrownBy(() -> answer(lease.submit(with(9))))
        .as("a state of no version that is there")
        .hasCauseInstanceOf(InferenceException.class);
  }

  @Test
  void itTakesItsPlaceAgainWithoutBeingLoaded() {
    fake.write(2, Kind.SOUND);
    fake.decide(new Pinned(2));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    fake.decide(new Pinned(1));
    fake.awaitVersion(lease, 1);
    fake.decide(new Pinned(2));
    fake.awaitVersion(lease, 2);

    assertThat(fake.loads).hasValue(2);
    assertThat(lease.states().get(1)).isEqualTo(new VersionState.Draining());
  }

  @Test
  void decidedSoItLeavesAtOnce() {
    fake.write(2, Kind.SOUND);
    fake.decide(new Pinned(1));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    fake.decide(new Pinned(2), true);
    fake.awaitVersion(lease, 2);

    await().until(() -> fake.live.get() == 1);
    assertThat(lease.marks("a")).isEqualTo(StateMarks.only(2));
  }

  @Test
  void unaskedForLongItLeaves() {
    NameLease<Ask, Said> lease =
        fake.names.acquire(
            fake.taskWithStates(), fake.name(), FakeVersions.options().withKeep(Duration.ZERO));
    fake.write(2, Kind.SOUND);
    fake.look();
    fake.awaitVersion(lease, 2);
    fake.look();

    await().until(() -> fake.live.get() == 1);
    assertThat(lease.marks("a")).isEqualTo(StateMarks.only(2));
  }

  @Test
  void aCanarysKeysBeginWithIt() {
    fake.write(2, Kind.SOUND);
    fake.decide(new Canary(1, 2, 0.5));
    NameLease<Ask, Said> lease = fake.acquireWithStates();
    await().until(() -> lease.marks("a").served().size() == 2);

    assertThat(
            IntStream.range(0, 50).mapToObj(i -> lease.marks("asset-" + i).preferred().getAsLong()))
        .contains(1L, 2L);
    assertThat(answer(lease.submit(with(2)))).isEqualTo(new Said(2, 5));
    assertThat(answer(lease.submit(with(1)))).isEqualTo(new Said(1, 5));
  }
}
