package io.harbinger.server.version;

import static io.harbinger.server.version.FakeVersions.answer;
import static io.harbinger.server.version.FakeVersions.await;
import static io.harbinger.server.version.FakeVersions.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.ModelDirectory;
import io.harbinger.server.Answer;
import io.harbinger.server.Keyed;
import io.harbinger.server.ModelLoadException;
import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.VersionState.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Triton's lifecycle suite asks of a server, asked of a name. */
class LifecycleTest {

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
  void theNewestVersionAnswersWhereNothingWasDecided() {
    fake.write(1, Kind.SOUND);
    fake.write(10, Kind.SOUND);
    fake.write(9, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();

    assertThat(answer(lease.submit(Ask.of(7)))).isEqualTo(new Said(10, 7));
    assertThat(lease.info().version()).isEqualTo("10");
    assertThat(fake.changes).containsExactly("10 loading", "10 warming", "10 ready");
    assertThat(fake.loads).as("no other was loaded").hasValue(1);
  }

  @Test
  void aNewVersionTakesTheNewRequestsAndTheOldOneEndsItsOwn() {
    fake.write(1, Kind.GATED);
    fake.gate(1).letOn(5);
    NameLease<Ask, Said> lease = fake.acquire();
    CompletionStage<Said> begun = lease.submit(Ask.of(1));
    await().until(() -> fake.batches.size() == 6);
    CompletionStage<Said> waiting = lease.submit(Ask.of(2));

    fake.write(2, Kind.SOUND);
    fake.look();
    fake.awaitVersion(lease, 2);

    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(2, 3));
    fake.awaitState(lease, 1, "draining");
    assertThat(fake.live).as("not freed while it works").hasValue(2);
    fake.gate(1).open();
    assertThat(answer(begun)).isEqualTo(new Said(1, 1));
    assertThat(answer(waiting)).isEqualTo(new Said(1, 2));
    await().until(() -> fake.live.get() == 1);
    await().until(() -> !lease.states().containsKey(1));
    await().untilAsserted(() -> assertThat(fake.changes).endsWith("1 draining", "1 unloaded"));
    assertThat(fake.count("harbinger.model.swaps", "outcome", "swapped")).isEqualTo(1);
  }

  @Test
  void anAnswerNamesTheVersionThatGaveItEvenAfterASwap() {
    fake.write(1, Kind.GATED);
    fake.gate(1).letOn(5);
    NameLease<Ask, Said> lease = fake.acquire();
    CompletionStage<Answer<Said>> begun = lease.ask(Keyed.of("a", Ask.of(1)));
    fake.write(2, Kind.SOUND);
    fake.look();
    fake.awaitVersion(lease, 2);
    fake.gate(1).open();

    assertThat(answer(begun).model().version()).isEqualTo("1");
    assertThat(answer(lease.ask(Keyed.of("a", Ask.of(1)))).model().version()).isEqualTo("2");
  }

  @Test
  void aVersionIsReadyOnlyAfterItComputedAtAllBatchSizes() {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    fake.write(2, Kind.GATED);
    fake.look();
    fake.awaitState(lease, 2, "warming");

    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(1, 3));
    fake.gate(2).letOn(4);
    await().until(() -> fake.batches.size() == 5);
    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(1, 3));
    fake.gate(2).open();
    fake.awaitVersion(lease, 2);
    assertThat(fake.batches).startsWith("2 x 1", "2 x 2", "2 x 4", "2 x 8", "2 x 16");
    assertThat(
            fake.registry
                .get("harbinger.inference.requests")
                .tags("version", "2", "outcome", "answered")
                .counter()
                .count())
        .as("a warm-up is no request")
        .isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = LoadFailure.class,
      names = {"SERVER"},
      mode = EnumSource.Mode.EXCLUDE)
  void aBadVersionNeverServes(LoadFailure why) throws IOException {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    bad(why);
    fake.decide(new Pinned(2), 1);
    fake.awaitState(lease, 2, "failed");

    assertThat(((Failed) lease.states().get(2)).why()).isEqualTo(why);
    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(1, 3));
    assertThat(fake.live).as("it was freed").hasValue(1);
    assertThat(fake.count("harbinger.model.load.failures", "reason", why.label())).isEqualTo(1);
    assertThat(fake.count("harbinger.model.swaps", "outcome", "kept")).isEqualTo(1);
    await()
        .until(
            () ->
                fake.registry
                        .find("harbinger.model.state")
                        .tags("version", "2", "state", "failed")
                        .gauge()
                    != null);
    assertThat(fake.changes).doesNotContain("2 ready");
  }

  private void bad(LoadFailure why) throws IOException {
    switch (why) {
      case MANIFEST -> Files.writeString(fake.write(2, Kind.SOUND).resolve("model.json"), "{}");
      case TASK -> {
        Path manifest = fake.write(2, Kind.SOUND).resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"echo\"", "\"other\""));
      }
      case FILES -> Files.writeString(fake.write(2, Kind.SOUND).resolve("kind"), "GATED");
      case MODEL -> fake.write(2, Kind.WRONG_SAMPLE);
      case INPUTS -> fake.write(2, Kind.OTHER_INPUTS);
      case WARM_UP -> fake.write(2, Kind.SMALL_BATCHES);
      case SERVER -> throw new IllegalArgumentException("not the version's doing");
    }
  }

  @Test
  void aRefusedVersionIsTriedAgainOnlyWhenItsContentsChange() throws IOException {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    Path second = fake.write(2, Kind.SOUND);
    Files.writeString(second.resolve("kind"), "GATED");
    fake.look();
    fake.awaitState(lease, 2, "failed");
    for (int i = 0; i < 5; i++) {
      fake.look();
    }
    assertThat(fake.loads).hasValue(2);

    Files.writeString(second.resolve("kind"), "SOUND");
    fake.look();
    fake.awaitVersion(lease, 2);
    assertThat(fake.loads).hasValue(3);
  }

  @Test
  void aVersionThatIsStillBeingCopiedIsNotTried() throws IOException {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    Path manifest = fake.write(2, Kind.SOUND).resolve(ModelDirectory.MANIFEST);
    String whole = Files.readString(manifest);
    Files.delete(manifest);
    fake.look();
    for (int part = 1; part < 4; part++) {
      Files.writeString(manifest, whole.substring(0, part * whole.length() / 4));
      fake.names.look().join();
    }
    Files.writeString(manifest, whole);
    fake.names.look().join();
    assertThat(fake.changes).noneMatch(change -> change.startsWith("2"));

    fake.names.look().join();
    fake.awaitVersion(lease, 2);
    assertThat(fake.changes).doesNotContain("2 failed");
  }

  @Test
  void aVersionAsideIsNoVersion() throws IOException {
    fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    Files.move(fake.write(2, Kind.SOUND), fake.name().resolve(".2.part"));
    fake.look();

    assertThat(lease.states()).containsOnlyKeys(1);
  }

  @Test
  void whereTheNewestIsBadFromTheBeginningTheNewestSoundOneServes() {
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
    fake.write(3, Kind.WRONG_SAMPLE);
    fake.write(4, Kind.SMALL_BATCHES);
    NameLease<Ask, Said> lease = fake.acquire();

    assertThat(version(lease)).isEqualTo(2);
    assertThat(lease.states().keySet()).containsExactlyInAnyOrder(2, 3, 4);
  }

  @Test
  void whereThePinnedVersionIsBadFromTheBeginningTheOneBeforeServes() {
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
    fake.write(3, Kind.WRONG_SAMPLE);
    fake.decide(new Pinned(3), 1);

    assertThat(version(fake.acquire())).isEqualTo(1);
  }

  @Test
  void whereNoneIsSoundALeaseSaysWhyAndTheNextTriesAnew() throws IOException {
    Path version = fake.write(1, Kind.WRONG_SAMPLE);
    assertThatThrownBy(fake::acquire)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("no version of")
        .hasMessageContaining("version 1: its weights are not the trained ones");

    Files.delete(version.resolve("kind"));
    Files.delete(version.resolve("model.json"));
    Files.delete(version);
    fake.write(1, Kind.SOUND);
    assertThat(answer(fake.acquire().submit(Ask.of(5)))).isEqualTo(new Said(1, 5));
  }

  @Test
  void aRollbackIsOneDecision() {
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    assertThat(version(lease)).isEqualTo(2);

    ServingDecision back =
        ServingDecision.UNDECIDED.rolledBack(
            ServingFile.versions(fake.name()), false, Instant.EPOCH, "a test");
    ServingFile.write(fake.name(), back);
    fake.look();
    fake.awaitVersion(lease, 1);
    assertThat(answer(lease.submit(Ask.of(4)))).isEqualTo(new Said(1, 4));
    fake.look();
    assertThat(version(lease)).as("the newest is not taken again").isEqualTo(1);

    fake.decide(new Latest());
    fake.awaitVersion(lease, 2);
  }

  @Test
  void aDecisionThatCannotBeReadChangesNothing() throws IOException {
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
    fake.decide(new Pinned(1));
    NameLease<Ask, Said> lease = fake.acquire();
    Files.writeString(fake.name().resolve(ServingFile.NAME), "{\"format\":1,\"policy\":");
    fake.look();

    assertThat(version(lease)).isEqualTo(1);
    lease.close();
    await().until(() -> fake.live.get() == 0);
    assertThatThrownBy(fake::acquire)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("serving.json is no decision that can be read");
  }

  @Test
  void aVersionWhoseDirectoryIsGoneGoesOnUntilAnotherCanServe() throws IOException {
    Path first = fake.write(1, Kind.SOUND);
    NameLease<Ask, Said> lease = fake.acquire();
    Files.move(first, models.resolve("away"));
    fake.look();
    assertThat(answer(lease.submit(Ask.of(4)))).isEqualTo(new Said(1, 4));

    fake.write(2, Kind.SOUND);
    fake.look();
    fake.awaitVersion(lease, 2);
  }

  @Test
  void aBulkGoesToOneVersionInOneExecution() {
    fake.write(1, Kind.GATED);
    fake.gate(1).open();
    NameLease<Ask, Said> lease = fake.acquire();
    fake.batches.clear();
    List<CompletionStage<Said>> answers =
        lease.submitAll(IntStream.range(0, 16).mapToObj(Ask::of).toList());

    for (int i = 0; i < 16; i++) {
      assertThat(answer(answers.get(i))).isEqualTo(new Said(1, i));
    }
    assertThat(fake.batches).containsExactly("1 x 16");
  }

  @Test
  void cancellingARequestWithdrawsIt() {
    fake.write(1, Kind.GATED);
    fake.gate(1).letOn(5);
    NameLease<Ask, Said> lease = fake.acquire();
    CompletionStage<Said> begun = lease.submit(Ask.of(1));
    await().until(() -> fake.batches.size() == 6);
    CompletionStage<Said> withdrawn = lease.submit(Ask.of(2));
    assertThat(withdrawn.toCompletableFuture().cancel(false)).isTrue();
    fake.gate(1).open();

    assertThat(answer(begun)).isEqualTo(new Said(1, 1));
    assertThat(answer(lease.submit(Ask.of(3)))).isEqualTo(new Said(1, 3));
    assertThat(
            fake.registry
                .get("harbinger.inference.requests")
                .tags("version", "1", "outcome", "cancelled")
                .counter()
                .count())
        .isEqualTo(1);
  }
}
