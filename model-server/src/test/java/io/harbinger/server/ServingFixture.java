package io.harbinger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A server over fakes, its registry and its hand-moved linger. */
final class ServingFixture implements AutoCloseable {

  /** Long enough for a loaded machine; a passing test never waits it out. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ManualScheduler scheduler = new ManualScheduler();
  final ModelServer server;
  private final Path models;

  ServingFixture(Path models) {
    this(models, ServerOptions.defaults());
  }

  ServingFixture(Path models, ServerOptions options) {
    this(models, options, System::nanoTime);
  }

  ServingFixture(Path models, ServerOptions options, LongSupplier nanoTime) {
    this.models = models;
    this.server = new ModelServer(options, registry, scheduler, nanoTime);
  }

  ModelLease<String, Integer> lease(FakeModel model, ServingOptions options) {
    return server.acquire(task(() -> model), directory("fake/3"), options);
  }

  static ModelTask<String, Integer> task(Supplier<? extends BatchModel<String, Integer>> load) {
    return new ModelTask<>("length", String.class, Integer.class, (path, precision) -> load.get());
  }

  /** A directory that looks like a version. */
  Path directory(String name) {
    try {
      Path version = Files.createDirectories(models.resolve(name));
      Files.writeString(version.resolve(ModelDirectory.MANIFEST), "{}");
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double requests(String outcome, String reason) {
    return registry
        .get("harbinger.inference.requests")
        .tags("model", "fake", "version", "3", "outcome", outcome, "reason", reason)
        .counter()
        .count();
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(2));
  }

  static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  static InferenceException failure(CompletionStage<?> stage) {
    Throwable thrown = catchThrowable(() -> answer(stage));
    assertThat(thrown).isInstanceOf(CompletionException.class);
    assertThat(thrown.getCause()).isInstanceOf(InferenceException.class);
    return (InferenceException) thrown.getCause();
  }

  @Override
  public void close() {
    server.close();
  }
}
