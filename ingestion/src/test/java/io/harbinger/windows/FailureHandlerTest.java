package io.harbinger.windows;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {

  private final FailureHandler handler = new FailureHandler();

  @Test
  void goesOnWhereTheBrokersWereAway() {
    assertThat(handler.handle(new StreamsException(new TimeoutException("no answer"))))
        .isEqualTo(REPLACE_THREAD);
    assertThat(handler.failure()).isEmpty();
  }

  @Test
  void stopsAndKeepsTheFirstReason() {
    Exception tooLarge = new StreamsException(new RecordTooLargeException("3 MB"));
    assertThat(handler.handle(tooLarge)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(handler.handle(new IllegalStateException("later"))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(handler.failure()).containsSame(tooLarge);
  }
}
