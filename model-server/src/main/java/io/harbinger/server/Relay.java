package io.harbinger.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A stage that passes on what another one ends with. */
public final class Relay {

  private Relay() {}

  /**
   * Completes with what is read from the source's value, or with the source's own failure, not
   * wrapped. Cancelling it cancels the source.
   */
  public static <S, T> CompletionStage<T> of(CompletionStage<S> source, Function<S, T> read) {
    CompletableFuture<T> relay = new CompletableFuture<>();
    CompletionStage<S> unused =
        source.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                relay.completeExceptionally(failure);
                return;
              }
              try {
                relay.complete(read.apply(value));
              } catch (Throwable e) {
                relay.completeExceptionally(e);
              }
            });
    if (!relay.isDone()) {
      CompletableFuture<T> alsoUnused =
          relay.whenComplete(
              (value, failure) -> {
                if (relay.isCancelled()) {
                  source.toCompletableFuture().cancel(false);
                }
              });
    }
    return relay;
  }
}
