package io.harbinger.platform.serving;

import io.harbinger.server.ServingOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * How models are served over HTTP.
 *
 * @param host the address to bind to; anything but the loopback interface needs a token
 * @param port 0 for any free one
 * @param token what a caller has to send as a bearer token; empty on the loopback interface alone
 * @param largestBody bytes that a request may have
 * @param concurrency requests that may be under way; one more is told to come again
 * @param patience how long a request may wait for its answer
 * @param serving how each model is served
 */
public record InferenceServiceOptions(
    String host,
    int port,
    Optional<String> token,
    int largestBody,
    int concurrency,
    Duration patience,
    ServingOptions serving) {

  private static final int SHORTEST_TOKEN = 16;

  /**
   * Refuses an open address without a token, a short token, and limits that let nothing through.
   */
  public InferenceServiceOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port %d (expected 0 to 65535)".formatted(port));
    }
    if (largestBody < 1 || concurrency < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException(
          "bodies of %d bytes, %d requests at once and a patience of %s (expected each above 0)"
              .formatted(largestBody, concurrency, patience));
    }
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "a token of %d characters (expected at least %d; make one with: openssl rand -base64 24)"
              .formatted(token.get().length(), SHORTEST_TOKEN));
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "models on %s without a token would answer everyone in the network (expected a token, or 127.0.0.1 as the address)"
              .formatted(host));
    }
  }

  /**
   * On 127.0.0.1 at port 8490, without a token; bodies of 16 MiB, 64 requests at once, 30 seconds
   * of patience.
   */
  public static InferenceServiceOptions defaults() {
    return new InferenceServiceOptions(
        "127.0.0.1",
        8490,
        Optional.empty(),
        16 << 20,
        64,
        Duration.ofSeconds(30),
        ServingOptions.defaults());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "the address %s is not known (expected an address of this machine)".formatted(host), e);
    }
  }
}
