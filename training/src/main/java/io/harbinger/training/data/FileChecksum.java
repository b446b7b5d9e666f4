package io.harbinger.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the data that a model was trained on. */
public final class FileChecksum {

  private FileChecksum() {}

  /** Of a file, in lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return hex(Files.readAllBytes(file));
  }

  /** Of a text, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
