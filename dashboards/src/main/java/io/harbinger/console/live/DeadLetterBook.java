package io.harbinger.console.live;

import io.harbinger.console.feed.Origin;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest dead letters, by number and by bytes. Not thread-safe. */
final class DeadLetterBook {

  private final int letterLimit;
  private final long byteLimit;
  private final Map<String, LetterEntry> letters = new LinkedHashMap<>();
  private final Map<DeadLetterReason, Long> byReason = new EnumMap<>(DeadLetterReason.class);
  private long bytes;

  DeadLetterBook(int letterLimit, long byteLimit) {
    this.letterLimit = letterLimit;
    this.byteLimit = byteLimit;
  }

  void accept(DeadLetter letter, Origin origin) {
    letters.put(origin.position(), new LetterEntry(letter, origin, null));
    byReason.merge(letter.getReason(), 1L, Long::sum);
    bytes += size(letter);
    Iterator<LetterEntry> oldest = letters.values().iterator();
    while (letters.size() > letterLimit || (bytes > byteLimit && letters.size() > 1)) {
      bytes -= size(oldest.next().letter());
      oldest.remove();
    }
  }

  Optional<LetterEntry> find(String position) {
    return Optional.ofNullable(letters.get(position));
  }

  void markResent(String position, Instant at) {
    letters.computeIfPresent(
        position, (key, entry) -> new LetterEntry(entry.letter(), entry.origin(), at));
  }

  List<LetterEntry> newestFirst() {
    List<LetterEntry> all = new ArrayList<>(letters.values());
    Collections.reverse(all);
    return all;
  }

  Map<DeadLetterReason, Long> byReason() {
    return new EnumMap<>(byReason);
  }

  private static long size(DeadLetter letter) {
    return size(letter.getKey()) + size(letter.getValue()) + letter.getDetail().length();
  }

  private static long size(@Nullable ByteBuffer buffer) {
    return buffer == null ? 0 : buffer.remaining();
  }
}
