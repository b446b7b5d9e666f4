package io.harbinger.source.publish;

import io.harbinger.contract.SignInAdvice;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What to do about a failed send. */
final class Advice {

  private Advice() {}

  static String on(Exception failure) {
    if (failure instanceof AuthorizationException) {
      return "Allow this client to write to the topic.";
    }
    if (failure instanceof RecordTooLargeException) {
      return "Raise the topic's max.message.bytes and the producer's max.request.size.";
    }
    return SignInAdvice.on(failure)
        .map(advice -> "The publisher " + advice + ".")
        .orElse("Check that the brokers answer and that the topic exists, then publish again.");
  }
}
