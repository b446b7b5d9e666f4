package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import io.harbinger.server.InferenceException.Reason;
import java.time.Duration;

/** Ends the requests of one model that are not executed, each with its reason. Thread-safe. */
final class Endings<I, O> {

  private final ModelInfo info;
  private final RequestQueue<I, O> queue;
  private final ServiceRate rate;

  Endings(ModelInfo info, RequestQueue<I, O> queue, ServiceRate rate) {
    this.info = info;
    this.queue = queue;
    this.rate = rate;
  }

  /** Ends a request that the queue has decided on; one that waits or is executed goes on. */
  void end(Request<I, O> request) {
    switch (request.state()) {
      case NEW, WAITING, TAKEN, WITHDRAWN -> {}
      case FULL ->
          request.fail(
              full("%d requests wait for model %s already".formatted(queue.capacity(), name())));
      case DISPLACED ->
          request.fail(full("more urgent requests fill the queue of model %s".formatted(name())));
      case OVERDUE ->
          request.fail(
              new InferenceException(
                  Reason.EXPIRED,
                  "model %s did not begin with it within %s: it was dropped; ask for less, or be more patient"
                      .formatted(name(), request.patience()),
                  null));
      case CLOSED ->
          request.fail(
              new InferenceException(
                  Reason.CLOSED,
                  "model %s, version %s, is no longer served".formatted(name(), info.version()),
                  null));
    }
  }

  private InferenceException full(String message) {
    Duration retryAfter = rate.timeOf(queue.length());
    return InferenceException.queueFull(message, retryAfter);
  }

  private String name() {
    return info.name();
  }
}
