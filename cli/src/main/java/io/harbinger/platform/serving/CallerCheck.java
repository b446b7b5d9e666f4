package io.harbinger.platform.serving;

import io.harbinger.platform.serving.protocol.ProtocolException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask. With a token, whoever sends it; without, whoever reaches the loopback
 * interface by its own name, so that a web page whose name was made to point here cannot.
 *
 * @param token empty for none
 */
record CallerCheck(Optional<String> token) {

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  void check(Context context) {
    if (token.isPresent()) {
      checkToken(token.get(), context);
    } else {
      checkHost(context);
    }
  }

  private static void checkToken(String token, Context context) {
    String header = Optional.ofNullable(context.header("Authorization")).orElse("");
    String given = header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    // In a time that does not tell how much of it was right.
    if (!MessageDigest.isEqual(bytes(token), bytes(given))) {
      context.header("WWW-Authenticate", "Bearer");
      throw ProtocolException.of(
          401, "no or a wrong token (expected the header Authorization: Bearer TOKEN)");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void checkHost(Context context) {
    String host = Optional.ofNullable(context.header("Host")).orElse("");
    String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    if (!LOOPBACK.contains(name)) {
      throw ProtocolException.of(
          421,
          "this server answers to localhost and 127.0.0.1 only (came: %s); start it with a token to use it by another name"
              .formatted(host));
    }
  }
}
