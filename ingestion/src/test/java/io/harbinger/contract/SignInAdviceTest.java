package io.harbinger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;

class SignInAdviceTest {

  @Test
  void namesTheSettingsThatMayBeWrong() {
    assertThat(SignInAdvice.on(new SaslAuthenticationException("refused")))
        .hasValueSatisfying(advice -> assertThat(advice).contains("sasl.jaas.config"));
    assertThat(SignInAdvice.on(new UnsupportedSaslMechanismException("PLAIN")))
        .hasValueSatisfying(advice -> assertThat(advice).endsWith("check sasl.mechanism"));
    assertThat(SignInAdvice.on(new SslAuthenticationException("handshake")))
        .hasValueSatisfying(advice -> assertThat(advice).contains("ssl.truststore.location"));
  }

  @Test
  void looksAtTheCausesToo() {
    assertThat(SignInAdvice.on(new ExecutionException(new SaslAuthenticationException("refused"))))
        .isPresent();
  }

  @Test
  void hasNothingToSayOfOtherFailures() {
    assertThat(SignInAdvice.on(new TimeoutException("no answer"))).isEmpty();
  }
}
