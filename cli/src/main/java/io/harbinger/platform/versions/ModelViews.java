package io.harbinger.platform.versions;

import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.VersionRole;
import io.harbinger.console.model.VersionStanding;
import io.harbinger.console.model.VersionView;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import io.harbinger.server.version.VersionState;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of a model: its directory, the decision, who serves it. */
final class ModelViews {

  private static final long UNKNOWN = -1;

  private final VersionCards cards;

  ModelViews(VersionCards cards) {
    this.cards = cards;
  }

  /**
   * A model by its directory, which holds its versions.
   *
   * @param process that serves it; empty where only the directory is known
   */
  ModelView of(Path directory, Optional<ServingProcess> process) {
    LastDecision last = last(directory);
    ServingDecision decision = last.decision();
    NavigableSet<Integer> versions = ServingFile.versions(directory);
    Map<Integer, VersionCards.Card> onDisk = new HashMap<>();
    versions.forEach(version -> onDisk.put(version, card(directory, version)));
    NavigableSet<Integer> sound = those(onDisk, card -> card.problem().isEmpty());
    process.ifPresent(serving -> versions.addAll(serving.states().keySet()));
    List<VersionView> views = new ArrayList<>();
    for (int version : versions.descendingSet()) {
      VersionCards.Card read = onDisk.get(version);
      // A version that the process still has may be gone from the disk.
      VersionCards.Card card = read == null ? card(directory, version) : read;
      views.add(
          process.isPresent()
              ? live(directory, version, card, process.get())
              : lying(directory, version, card, decision.policy(), sound));
    }
    boolean decided = !decision.decidedAt().equals(Instant.EPOCH);
    return new ModelView(
        name(directory),
        decision.policy().toString(),
        last.revision(),
        decision.decidedBy(),
        decided ? Optional.of(decision.decidedAt()) : Optional.empty(),
        last.problem(),
        views,
        last.readable().isPresent()
            ? rollbackTo(decision, onDisk, sound, process.map(serving -> serving.info().task()))
            : OptionalInt.empty(),
        "",
        process.isPresent(),
        process.flatMap(ServingProcess::shadow),
        process.flatMap(ServingProcess::quality));
  }

  private static LastDecision last(Path directory) {
    try {
      return LastDecision.in(directory);
    } catch (UncheckedIOException e) {
      return LastDecision.unreadable(e);
    }
  }

  private static NavigableSet<Integer> those(
      Map<Integer, VersionCards.Card> onDisk, Predicate<VersionCards.Card> wanted) {
    NavigableSet<Integer> those = new TreeSet<>();
    onDisk.forEach(
        (version, card) -> {
          if (wanted.test(card)) {
            those.add(version);
          }
        });
    return those;
  }

  /** As {@link ModelVersions#rollBack} would, from the cards: no file is read for every look. */
  private static OptionalInt rollbackTo(
      ServingDecision decision,
      Map<Integer, VersionCards.Card> onDisk,
      NavigableSet<Integer> sound,
      Optional<String> running) {
    OptionalInt serving = decision.policy().stable(sound);
    Optional<String> task =
        Optional.ofNullable(serving.isPresent() ? onDisk.get(serving.getAsInt()) : null)
            .map(VersionCards.Card::task)
            .filter(known -> !known.isEmpty())
            .or(() -> running);
    NavigableSet<Integer> alike =
        those(
            onDisk,
            card -> task.isPresent() ? card.task().equals(task.get()) : !card.task().isEmpty());
    if (decision.previous().isEmpty()) {
      alike.retainAll(sound);
    }
    try {
      return decision
          .rolledBack(alike, false, decision.decidedAt(), decision.decidedBy())
          .policy()
          .stable(alike);
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  /** A process that serves one version's own directory, which nobody can promote past. */
  ModelView ofOne(Path version, ServingProcess process) {
    VersionCards.Card card = cards.of(version);
    String own = process.info().version();
    return new ModelView(
        name(version),
        "version " + own,
        "",
        "",
        Optional.empty(),
        "",
        List.of(view(own, VersionRole.SERVES, 1, VersionStanding.READY, "", card, process)),
        OptionalInt.empty(),
        "this process was started with one version's directory, %s, and stays with it (start it with the directory above, and versions can take each other's place)"
            .formatted(version),
        true,
        Optional.empty(),
        process.quality());
  }

  private VersionCards.Card card(Path directory, int version) {
    return cards.of(directory.resolve(String.valueOf(version)));
  }

  private static VersionView live(
      Path directory, int version, VersionCards.Card card, ServingProcess process) {
    VersionState state = process.states().get(version);
    VersionStanding standing = standing(state, card);
    String problem =
        state instanceof VersionState.Failed failed
            ? failed.message()
            : state == null ? card.problem() : "";
    return view(
        String.valueOf(version),
        process.role(version),
        process.shareOf(version),
        standing,
        within(directory, problem),
        card,
        process);
  }

  /** A problem with its files named from the model's directory on, which the page is about. */
  private static String within(Path directory, String problem) {
    return problem.replace(directory.toAbsolutePath().normalize() + File.separator, "");
  }

  private static VersionStanding standing(@Nullable VersionState state, VersionCards.Card card) {
    if (state instanceof VersionState.Loading) {
      return VersionStanding.LOADING;
    } else if (state instanceof VersionState.Warming) {
      return VersionStanding.WARMING;
    } else if (state instanceof VersionState.Ready) {
      return VersionStanding.READY;
    } else if (state instanceof VersionState.Draining) {
      return VersionStanding.DRAINING;
    } else if (state instanceof VersionState.Failed || !card.problem().isEmpty()) {
      return VersionStanding.FAILED;
    }
    return VersionStanding.ON_DISK;
  }

  private static VersionView view(
      String version,
      VersionRole role,
      double share,
      VersionStanding standing,
      String problem,
      VersionCards.Card card,
      ServingProcess process) {
    Map<String, String> facts = new LinkedHashMap<>(card.facts());
    process.precision(version).ifPresent(precision -> facts.put("computed in", precision));
    return new VersionView(
        version,
        role,
        share,
        standing,
        problem,
        process.requests(version, "answered"),
        process.requests(version, "failed"),
        card.metrics(),
        facts);
  }

  private static VersionView lying(
      Path directory,
      int version,
      VersionCards.Card card,
      ServingPolicy policy,
      NavigableSet<Integer> sound) {
    VersionRole role = VersionRole.NONE;
    double share = 0;
    double candidates = policy instanceof ServingPolicy.Canary canary ? canary.share() : 0;
    if (policy.stable(sound).equals(OptionalInt.of(version))) {
      role = VersionRole.SERVES;
      share = 1 - candidates;
    } else if (policy.beside().equals(OptionalInt.of(version))) {
      role = policy instanceof ServingPolicy.Shadow ? VersionRole.SHADOW : VersionRole.CANARY;
      share = candidates;
    }
    return new VersionView(
        String.valueOf(version),
        role,
        share,
        card.problem().isEmpty() ? VersionStanding.ON_DISK : VersionStanding.FAILED,
        within(directory, card.problem()),
        UNKNOWN,
        UNKNOWN,
        card.metrics(),
        card.facts());
  }

  /** A model's name, which is that of the directory above its versions, by it or by one of them. */
  static String name(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    Path holder = isOneVersion(absolute) ? absolute.resolve("..").normalize() : absolute;
    return String.valueOf(holder.getFileName());
  }

  /** Whether a path is one version's directory, and not the one above, which holds them all. */
  static boolean isOneVersion(Path path) {
    return Files.isRegularFile(path.resolve(ModelDirectory.MANIFEST));
  }
}
