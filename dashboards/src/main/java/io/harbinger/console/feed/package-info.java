/**
 * The console's way to and from Kafka: a {@link io.harbinger.console.feed.Feed} hands on what the
 * platform's topics carry, an {@link io.harbinger.console.feed.Outbox} writes what people say.
 */
@NullMarked
package io.harbinger.console.feed;

import org.jspecify.annotations.NullMarked;
