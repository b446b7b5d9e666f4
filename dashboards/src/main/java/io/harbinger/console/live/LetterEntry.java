package io.harbinger.console.live;

import io.harbinger.console.feed.Origin;
import io.harbinger.contract.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param letter the record
 * @param origin where it was read; its {@link Origin#position} names it
 * @param resentAt when it was last sent again from this console; null where it was not
 */
public record LetterEntry(DeadLetter letter, Origin origin, @Nullable Instant resentAt) {}
