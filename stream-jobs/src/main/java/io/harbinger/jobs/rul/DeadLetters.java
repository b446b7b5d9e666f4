package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a dead letter of a record that the job gives up. */
final class DeadLetters {

  private static final String STAGE = "rul-job";

  private DeadLetters() {}

  static DeadLetter of(RawWindow window, DeadLetterReason reason, String detail) {
    return DeadLetter.newBuilder()
        .setTopic(window.topic())
        .setPartition(window.partition())
        .setOffset(window.offset())
        .setTimestamp(Instant.ofEpochMilli(window.timestamp()))
        .setStage(STAGE)
        .setReason(reason)
        .setDetail(detail)
        .setKey(wrap(window.key()))
        .setValue(wrap(window.value()))
        .build();
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
