package io.harbinger.console.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes and compares secrets. Thread-safe. */
final class Secrets {

  private static final int BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  /** 192 random bits, safe in a header and in an attribute. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** In a time that tells nothing about the secret, not even its length. */
  static boolean isSame(String secret, @Nullable String given) {
    return given != null && MessageDigest.isEqual(digest(secret), digest(given));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
