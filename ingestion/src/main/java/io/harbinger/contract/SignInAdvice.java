package io.harbinger.contract;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** What to do where Kafka's brokers do not let a client in: the end of an error's message. */
public final class SignInAdvice {

  private SignInAdvice() {}

  /**
   * What was expected, and which of the client's settings to look at.
   *
   * @param failure of a Kafka client; its causes are looked at too
   * @return empty where the failure has nothing to do with signing in
   */
  public static Optional<String> on(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException refusal) {
        return Optional.of(advice(refusal));
      }
    }
    return Optional.empty();
  }

  private static String advice(AuthenticationException refusal) {
    if (refusal instanceof SslAuthenticationException) {
      return "expected brokers that speak TLS, whose certificate the file at"
          + " ssl.truststore.location vouches for and which names the host in bootstrap.servers;"
          + " check these and security.protocol";
    }
    if (refusal instanceof UnsupportedSaslMechanismException) {
      return "expected a mechanism that the brokers offer; check sasl.mechanism";
    }
    return "expected a user and a password that the brokers know; check sasl.jaas.config and"
        + " sasl.mechanism";
  }
}
