package io.harbinger.server;

import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Which models hold memory, against a budget. What a model holds is an estimate by its files: they
 * are read, decoded and copied into the engine, for a moment all three. Thread-safe.
 */
final class ModelMemory {

  /** A file's bytes, its numbers on the heap, and the engine's copy of them. */
  private static final int COPIES = 3;

  private static final double MEGABYTE = 1e6;

  private final long budget;
  private final Duration patience;
  private final List<Held> held = new ArrayList<>();
  private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();

  /**
   * Nothing held yet.
   *
   * @param patience how long a load waits for a model that is closing
   */
  ModelMemory(long budget, Duration patience) {
    this.budget = budget;
    this.patience = patience;
  }

  /** What a version's files ask for, in bytes; 0 for what is no model, as its load will tell. */
  private static long needed(Path version) {
    try {
      long bytes = 0;
      for (String file : ModelDirectory.read(version).manifest().files().keySet()) {
        Path path = version.resolve(file);
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      }
      return COPIES * bytes;
    } catch (IllegalArgumentException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model directory " + version, e);
    }
  }

  /**
   * Holds memory for a version until the hold is closed. Where it does not fit, models that nobody
   * uses go first, and those that are closing are waited for.
   *
   * @param freeOne begins to close a model that nobody uses, and says so by {@link #leaves}; does
   *     nothing if there is none
   * @throws IllegalStateException if it does not fit all the same
   */
  Held hold(Path version, Runnable freeOne) {
    long bytes = needed(version);
    while (true) {
      Optional<Held> hold = fitting(version, bytes);
      if (hold.isPresent()) {
        return hold.get();
      }
      freeOne.run();
      CompletableFuture<?>[] awaited = leaving.toArray(CompletableFuture<?>[]::new);
      if (awaited.length == 0) {
        // One that left in between has left nothing to wait for.
        return fitting(version, bytes)
            .orElseThrow(() -> new IllegalStateException(refusal(version, bytes)));
      }
      await(awaited, version, bytes);
    }
  }

  private void await(CompletableFuture<?>[] awaited, Path version, long bytes) {
    try {
      CompletableFuture.anyOf(awaited).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(refusal(version, bytes), e);
    }
  }

  /** Notes that a model is closing; its hold is closed before the stage completes. */
  void leaves(CompletableFuture<Void> closed) {
    leaving.add(closed);
    CompletableFuture<Void> unused =
        closed.whenComplete((nothing, failure) -> leaving.remove(closed));
  }

  private synchronized Optional<Held> fitting(Path version, long bytes) {
    if (bytes > budget - held()) {
      return Optional.empty();
    }
    Held hold = new Held(version, bytes);
    held.add(hold);
    return Optional.of(hold);
  }

  private long held() {
    return held.stream().mapToLong(Held::bytes).sum();
  }

  /** Says why a version does not fit, and what would have to go. */
  private synchronized String refusal(Path version, long bytes) {
    String loaded =
        held.stream()
            .sorted(Comparator.comparingLong(Held::bytes).reversed())
            .map(hold -> "%s with %s".formatted(name(hold.version()), megabytes(hold.bytes())))
            .collect(Collectors.joining(", "));
    return "it needs about %s, and %s of the %s for models are free: %s, or raise the server's budget for models"
        .formatted(
            megabytes(bytes),
            megabytes(Math.max(0, budget - held())),
            megabytes(budget),
            loaded.isEmpty()
                ? "it is too large"
                : "give back a model that is in use (" + loaded + ")");
  }

  private static String name(Path version) {
    Path model = version.getParent();
    return (model == null ? version : model.getFileName() + "/" + version.getFileName()).toString();
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / MEGABYTE);
  }

  private synchronized void free(Held hold) {
    held.remove(hold);
  }

  /** A version's hold on memory. */
  final class Held implements AutoCloseable {

    private final Path version;
    private final long bytes;

    private Held(Path version, long bytes) {
      this.version = version;
      this.bytes = bytes;
    }

    private Path version() {
      return version;
    }

    private long bytes() {
      return bytes;
    }

    /** Gives the memory back; again does nothing. */
    @Override
    public void close() {
      free(this);
    }
  }
}
