/**
 * Readings to windows, with Kafka Streams: puts an asset's readings in cycle order and makes a
 * window of the last ones each time.
 *
 * <p>{@link io.harbinger.windows.WindowsApplication} runs it; {@link
 * io.harbinger.windows.WindowsTopology} is the topology alone; {@link
 * io.harbinger.windows.WindowsOptions} all that can be set.
 */
@NullMarked
package io.harbinger.windows;

import org.jspecify.annotations.NullMarked;
