/** A real Kafka broker inside this process, with a data directory that survives restarts. */
@NullMarked
package io.harbinger.platform.broker;

import org.jspecify.annotations.NullMarked;
