package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingFileTest {

  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path models;

  static Stream<ServingPolicy> policies() {
    return Stream.of(new Latest(), new Pinned(3), new Canary(2, 3, 0.1), new Shadow(2, 3));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isReadAsItWasWritten(ServingPolicy policy) throws IOException {
    ServingDecision decision = new ServingDecision(policy, List.of(2, 1), true, THEN, "kim");
    ServingFile.write(models, new ServingDecision(new Latest(), List.of(), false, THEN, "lee"));
    ServingFile.write(models, decision);

    assertThat(ServingFile.read(models)).contains(decision);
    try (Stream<Path> files = Files.list(models)) {
      assertThat(files).as("nothing is left beside it").hasSize(1);
    }
  }

  @Test
  void whereNoneIsNothingWasDecided() {
    assertThat(ServingFile.read(models)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\":2}",
        "{\"format\":1,\"policy\":{\"kind\":\"best\"}}",
        "{\"format\":1,\"policy\":{\"kind\":\"pinned\"},\"decidedAt\":\"2026-03-01T10:00:00Z\"}",
        "{\"format\":1,\"policy\":{\"kind\":\"latest\"},\"decidedAt\":\"today\"}"
      })
  void whatIsNoDecisionSaysSo(String text) throws IOException {
    Files.writeString(models.resolve(ServingFile.NAME), text);
    assertThatThrownBy(() -> ServingFile.read(models))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serving.json is no decision that can be read")
        .hasMessageContaining("promote a version for all")
        .hasMessageContaining("delete the file");
  }

  @Test
  void tellsTheDirectoryThatServes() throws IOException {
    try (FakeVersions fake = new FakeVersions(models)) {
      Path first = fake.write(1, Kind.SOUND);
      Path second = fake.write(2, Kind.SOUND);
      assertThat(ServingFile.serving(fake.name())).isEqualTo(second);
      Files.writeString(second.resolve("kind"), "cut");
      assertThat(ServingFile.serving(fake.name())).isEqualTo(first);
      ServingFile.write(
          fake.name(), new ServingDecision(new Canary(1, 2, 0.5), List.of(), false, THEN, ""));
      assertThat(ServingFile.serving(fake.name())).isEqualTo(first);
      assertThat(ServingFile.serving(second)).isEqualTo(second);
      assertThat(ServingFile.answers(fake.name(), ServingDecision.UNDECIDED)).hasValue(1);
      Files.writeString(first.resolve("kind"), "cut");
      assertThat(ServingFile.answers(fake.name(), ServingDecision.UNDECIDED)).isEmpty();
    }
  }

  @Test
  void impossiblePoliciesAreRefused() {
    assertThatThrownBy(() -> new Canary(2, 2, 0.1)).hasMessageContaining("its own candidate");
    assertThatThrownBy(() -> new Canary(1, 2, 1)).hasMessageContaining("share of 1.0");
    assertThatThrownBy(() -> new Canary(1, 2, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Pinned(0)).hasMessageContaining("version 0");
  }

  private static ServingDecision promoted(ServingDecision from, ServingPolicy to) {
    return from.promoted(to, versions(), false, THEN, "kim");
  }

  private static ServingDecision rolledBack(ServingDecision from) {
    return from.rolledBack(versions(), false, THEN, "kim");
  }

  private static NavigableSet<Integer> versions() {
    return new TreeSet<>(List.of(1, 2, 3));
  }

  @Test
  void aRollbackGoesStepByStepToWhatAnsweredBefore() {
    ServingDecision one = promoted(ServingDecision.UNDECIDED, new Pinned(1));
    ServingDecision three = promoted(promoted(one, new Pinned(2)), new Pinned(3));

    assertThat(three.previous()).containsExactly(2, 1, 3);
    assertThat(rolledBack(three).policy()).isEqualTo(new Pinned(2));
    assertThat(rolledBack(rolledBack(three)).policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void aCandidateIsRolledBackToTheVersionItStoodBeside() {
    ServingDecision two = promoted(ServingDecision.UNDECIDED, new Pinned(2));
    ServingDecision tried = promoted(two, new Canary(2, 3, 0.1));

    assertThat(rolledBack(tried).policy()).isEqualTo(new Pinned(2));
    ServingDecision all = promoted(tried, new Pinned(3));
    assertThat(rolledBack(all).policy()).isEqualTo(new Pinned(2));
    assertThat(rolledBack(promoted(two, new Shadow(2, 3))).policy()).isEqualTo(new Pinned(2));
  }

  @Test
  void whereNothingWasDecidedARollbackGoesToTheNextOlderVersion() {
    ServingDecision back = rolledBack(ServingDecision.UNDECIDED);
    assertThat(back.policy()).isEqualTo(new Pinned(2));
    assertThat(rolledBack(back).policy()).isEqualTo(new Pinned(1));
    assertThatThrownBy(() -> rolledBack(rolledBack(back)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to roll back to");
  }

  @Test
  void whatAnsweredBeforeMustStillBeThere() {
    ServingDecision gone = new ServingDecision(new Pinned(3), List.of(7), false, THEN, "kim");
    assertThatThrownBy(() -> rolledBack(gone)).hasMessageContaining("version 7 answered before");
  }
}
