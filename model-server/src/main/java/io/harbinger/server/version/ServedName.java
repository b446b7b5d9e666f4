package io.harbinger.server.version;

import io.harbinger.model.ModelInfo;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.Keyed;
import io.harbinger.server.Relay;
import io.harbinger.server.StateMarks;
import io.harbinger.server.SubmitOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A name as its callers use it: takes requests to whoever answers them now. Thread-safe; never
 * blocks, never waits for a change of versions.
 */
final class ServedName<I, O> {

  private final String name;
  private volatile @Nullable Route<I, O> route;
  private volatile boolean closed;

  ServedName(String name) {
    this.name = name;
  }

  /** From now on; the versions of the route before may be retired after that. */
  void follow(Route<I, O> next) {
    route = next;
  }

  /** Refuses from now on. */
  void close() {
    closed = true;
  }

  /** The version that answers, but for a candidate's share. */
  ModelInfo info() {
    return current().stable().info();
  }

  StateMarks marks(String key) {
    return current().marks(key);
  }

  private Route<I, O> current() {
    Route<I, O> now = route;
    if (now == null) {
      throw closed();
    }
    return now;
  }

  private InferenceException closed() {
    return new InferenceException(
        InferenceException.Reason.CLOSED,
        "model %s is no longer served: lease it again".formatted(name),
        null);
  }

  CompletionStage<Answer<O>> ask(Keyed<I> input, SubmitOptions options) {
    return askAll(List.of(input), options).get(0);
  }

  /** Inputs of one version stay together, so that one execution can take them all. */
  List<CompletionStage<Answer<O>>> askAll(List<Keyed<I>> inputs, SubmitOptions options) {
    List<@Nullable CompletionStage<Answer<O>>> answers = new ArrayList<>(inputs.size());
    inputs.forEach(input -> answers.add(null));
    List<Integer> left = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      if (closed) {
        left.forEach(i -> answers.set(i, CompletableFuture.failedFuture(closed())));
        break;
      }
      left = begin(current(), inputs, options, left, answers);
    }
    List<CompletionStage<Answer<O>>> all = new ArrayList<>(inputs.size());
    answers.forEach(answer -> all.add(Objects.requireNonNull(answer)));
    return all;
  }

  /** Hands inputs over; what came too late for a version that was retired meanwhile is left. */
  private List<Integer> begin(
      Route<I, O> through,
      List<Keyed<I>> inputs,
      SubmitOptions options,
      List<Integer> places,
      List<@Nullable CompletionStage<Answer<O>>> answers) {
    Map<LiveVersion<I, O>, List<Integer>> byVersion = new LinkedHashMap<>();
    for (int place : places) {
      byVersion
          .computeIfAbsent(through.choose(inputs.get(place)), version -> new ArrayList<>())
          .add(place);
    }
    List<Integer> left = new ArrayList<>();
    byVersion.forEach(
        (version, own) -> {
          if (!version.enter(own.size())) {
            left.addAll(own);
            return;
          }
          List<I> batch = own.stream().map(place -> inputs.get(place).input()).toList();
          List<CompletionStage<O>> stages = submit(version, batch, options);
          for (int i = 0; i < own.size(); i++) {
            CompletionStage<O> stage = stages.get(i);
            CompletionStage<O> unused = stage.whenComplete((output, failure) -> version.leave());
            answers.set(
                own.get(i), Relay.of(stage, output -> new Answer<>(version.info(), output)));
            Keyed<I> input = inputs.get(own.get(i));
            through.shadowing().ifPresent(shadowing -> shadowing.copy(version, input, stage));
          }
        });
    return left;
  }

  private static <I, O> List<CompletionStage<O>> submit(
      LiveVersion<I, O> version, List<I> batch, SubmitOptions options) {
    try {
      return batch.size() == 1
          ? List.of(version.lease().submit(batch.get(0), options))
          : version.lease().submitAll(batch, options);
    } catch (RuntimeException e) {
      return batch.stream()
          .<CompletionStage<O>>map(i -> CompletableFuture.failedFuture(e))
          .toList();
    }
  }
}
