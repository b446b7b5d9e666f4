package io.harbinger.server.version;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which requests are the candidate's. A key always falls on the same side, in every process, and a
 * growing share only adds keys. Requests without a key are dealt out so that after any number of
 * them the candidate has its share, give or take one or two. Thread-safe.
 */
final class Split {

  /** The golden ratio's fraction of 2^64: its multiples are spread as evenly as can be. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final double TWO_TO_53 = 0x1p53;

  private final double share;
  private final long salt;
  private final AtomicLong dealt = new AtomicLong();

  /**
   * A split.
   *
   * @param share of the candidate, 0 to 1
   * @param salt other models and candidates draw other keys
   */
  Split(double share, String salt) {
    this.share = share;
    this.salt = hash(0, salt);
  }

  boolean isCandidates(Optional<String> key) {
    long point = key.isPresent() ? hash(salt, key.get()) : dealt.incrementAndGet() * GOLDEN;
    return (point >>> 11) / TWO_TO_53 < share;
  }

  /** FNV-1a, and the finalizer of SplitMix64, without which short keys would lie side by side. */
  private static long hash(long seed, String text) {
    long hash = 0xCBF29CE484222325L ^ seed;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
