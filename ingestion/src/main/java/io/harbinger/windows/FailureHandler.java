package io.harbinger.windows;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the thread where trying again may help (the brokers were away), and otherwise shuts the
 * client down and keeps the reason: going on would lose the record that failed, or fail at it for
 * ever. Thread-safe.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  @Override
  public StreamThreadExceptionResponse handle(Throwable exception) {
    if (isRetriable(exception)) {
      LOG.warn("The windows topology goes on with a new thread after {}", exception, exception);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure.compareAndSet(null, exception);
    LOG.error("The windows topology stops: {}", exception.getMessage(), exception);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private static boolean isRetriable(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
