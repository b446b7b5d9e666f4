package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.BatchModel;
import io.harbinger.model.CarriedState;
import io.harbinger.model.Disagreement;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.ModelTask;
import io.harbinger.model.Precision;
import io.harbinger.model.StateAffinity;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A server of a name whose versions are real directories and fake models: each answers a number
 * with itself and its version, and does otherwise what its directory says. Its directory is looked
 * at only when a test says so.
 */
final class FakeVersions implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);

  /** After how many inputs a state that began in the middle is whole. */
  static final int WHOLE = 3;

  /** Of a manifest's task. */
  static final String TASK = "echo";

  /** What a version does. */
  enum Kind {
    SOUND,
    /** Does not answer its own sample. */
    WRONG_SAMPLE,
    /** Breaks on a batch of more than four. */
    SMALL_BATCHES,
    /** Takes no number below 1000. */
    OTHER_INPUTS,
    /** Waits in every execution for its gate. */
    GATED,
    /** Breaks on everything but its sample. */
    BROKEN
  }

  /**
   * An answer.
   *
   * @param version whose
   * @param input the number
   */
  record Said(int version, int input) {}

  /**
   * An input.
   *
   * @param number to be said
   * @param state the version whose state it carries, where it does
   */
  record Ask(int number, OptionalLong state) {

    static Ask of(int number) {
      return new Ask(number, OptionalLong.empty());
    }
  }

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ModelServer server;
  final ModelNames names;
  final List<String> changes = new CopyOnWriteArrayList<>();
  final List<String> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger loads = new AtomicInteger();
  final AtomicInteger live = new AtomicInteger();
  final AtomicInteger callsAfterClose = new AtomicInteger();
  private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();
  private final Path models;

  FakeVersions(Path models) {
    this.models = models;
    this.server =
        ModelServer.start(ServerOptions.defaults().withLinger(Duration.ofDays(1)), registry);
    this.names = ModelNames.of(server);
    names.addListener((model, version, state) -> changes.add(version + " " + state.label()));
  }

  /** Looked at by hand alone. */
  static NameOptions options() {
    return NameOptions.of(ServingOptions.defaults().withMaxBatch(16))
        .withLook(Duration.ofDays(1))
        .withLinger(Duration.ZERO);
  }

  Path name() {
    return models.resolve("echo");
  }

  Path write(int version, Kind kind) {
    Path path = name().resolve(String.valueOf(version));
    ModelDirectory.write(
        path,
        new Manifest(
            Manifest.FORMAT,
            TASK,
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            Map.of()),
        Map.of("kind", kind.name().getBytes(StandardCharsets.UTF_8)));
    return path;
  }

  VersionedTask<Ask, Said> task() {
    return task(Optional.empty());
  }

  /** The same task, whose versions have states, marked with their numbers. */
  VersionedTask<Ask, Said> taskWithStates() {
    return task(
        Optional.of(
            new StateAffinity<>(
                directory -> Long.parseLong(directory.info().version()),
                Ask::state,
                new CarriedState<Ask, Said, Long>(
                    ask -> ask.state().stream().boxed().findAny(),
                    (ask, state) ->
                        new Ask(
                            ask.number(),
                            state.map(OptionalLong::of).orElseGet(OptionalLong::empty)),
                    said -> (long) said.version(),
                    ask -> 1,
                    WHOLE))));
  }

  private VersionedTask<Ask, Said> task(Optional<StateAffinity<Ask, Said>> affinity) {
    return new VersionedTask<>(
        new ModelTask<>(TASK, Ask.class, Said.class, this::load),
        directory -> List.of(Ask.of(kind(directory) == Kind.OTHER_INPUTS ? 1001 : 1)),
        new Disagreement<>(
            "versions", List.of(1.0), (given, shadow) -> shadow.version() - given.version()),
        affinity);
  }

  private Fake load(Path path, Precision precision) {
    loads.incrementAndGet();
    ModelDirectory directory = ModelDirectory.open(path);
    Kind kind = kind(directory);
    if (kind == Kind.WRONG_SAMPLE) {
      throw new IllegalArgumentException("its weights are not the trained ones");
    }
    live.incrementAndGet();
    return new Fake(directory.info(), kind);
  }

  private static Kind kind(ModelDirectory directory) {
    return Kind.valueOf(new String(directory.bytes("kind"), StandardCharsets.UTF_8));
  }

  NameLease<Ask, Said> acquire() {
    return names.acquire(task(), name(), options());
  }

  NameLease<Ask, Said> acquireWithStates() {
    return names.acquire(taskWithStates(), name(), options());
  }

  /** Two looks, so that what has just been written is settled. */
  void look() {
    names.look().join();
    names.look().join();
  }

  void decide(ServingPolicy policy, Integer... previous) {
    decide(policy, false, previous);
  }

  void decide(ServingPolicy policy, boolean atOnce, Integer... previous) {
    ServingFile.write(
        name(), new ServingDecision(policy, List.of(previous), atOnce, Instant.EPOCH, "a test"));
    look();
  }

  Gate gate(int version) {
    return gates.computeIfAbsent(version, Gate::new);
  }

  static int version(NameLease<Ask, Said> lease) {
    return Integer.parseInt(lease.info().version());
  }

  void awaitVersion(NameLease<Ask, Said> lease, int version) {
    await().untilAsserted(() -> assertThat(version(lease)).isEqualTo(version));
  }

  void awaitState(NameLease<Ask, Said> lease, int version, String label) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Optional.ofNullable(lease.states().get(version)).map(VersionState::label))
                    .contains(label));
  }

  double count(String meter, String key, String value) {
    return registry.get(meter).tags("model", "echo", key, value).counter().count();
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(2));
  }

  static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    gates.values().forEach(Gate::open);
    server.close();
  }

  private final class Fake implements BatchModel<Ask, Said> {

    private final ModelInfo info;
    private final int version;
    private final Kind kind;
    private volatile boolean closed;

    Fake(ModelInfo info, Kind kind) {
      this.info = info;
      this.version = Integer.parseInt(info.version());
      this.kind = kind;
    }

    @Override
    public ModelInfo info() {
      return info;
    }

    @Override
    public void validate(Ask ask) {
      if (kind == Kind.OTHER_INPUTS && ask.number() < 1000) {
        throw new IllegalArgumentException("%d (expected 1000 or more)".formatted(ask.number()));
      }
      if (ask.state().isPresent() && ask.state().getAsLong() != version) {
        throw new IllegalArgumentException("a state of version " + ask.state().getAsLong());
      }
    }

    @Override
    public List<Said> predict(List<Ask> inputs) {
      if (kind == Kind.GATED) {
        batches.add(version + " x " + inputs.size());
        gate(version).pass();
      }
      if (closed) {
        callsAfterClose.incrementAndGet();
      }
      if (kind == Kind.SMALL_BATCHES && inputs.size() > 4) {
        throw new IllegalStateException("no memory for so many");
      }
      if (kind == Kind.BROKEN && inputs.stream().anyMatch(ask -> ask.number() != 1)) {
        throw new IllegalStateException("broken");
      }
      List<Said> said = new ArrayList<>(inputs.size());
      inputs.forEach(ask -> said.add(new Said(version, ask.number())));
      return said;
    }

    @Override
    public void close() {
      closed = true;
      live.decrementAndGet();
    }
  }
}
